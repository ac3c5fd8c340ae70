#include "ui/form/argument_form.h"

#include "ui/form/argument_row.h"
#include "ui/form/problem_board.h"
#include "ui/form/problem_mark.h"
#include "ui/form/wrapped_label.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pixelscape {

ArgumentForm::ArgumentForm(QWidget *parent)
    : QWidget(parent), m_hint(new WrappedLabel(this)), m_others(new WrappedLabel(this)),
      m_leaveOut(new QPushButton(tr("Leave these out"), this)),
      m_mark(new ProblemMark(tr("Model arguments"), nullptr, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_hint);
    for (const ArgumentDescription &description : describedArguments()) {
        auto *row = new ArgumentRow(description, this);
        connect(row, &ArgumentRow::edited, this, &ArgumentForm::edited);
        column->addWidget(row);
        m_rows.push_back(row);
    }
    m_hint->setQuiet();
    m_hint->setText(tr("Choose a model to see what can be set."));
    m_leaveOut->setAccessibleName(tr("Leave out the other arguments"));
    m_leaveOut->setToolTip(tr("They came with the request, and the form has no line for them"));
    connect(m_leaveOut, &QPushButton::clicked, this, [this] { Q_EMIT leaveOutAsked(m_otherNames); });
    column->addWidget(m_others);
    column->addWidget(m_leaveOut, 0, Qt::AlignLeft);
    column->addWidget(m_mark);
    setArguments({});
}

void ArgumentForm::addMarks(ProblemBoard &board, int page)
{
    for (ArgumentRow *row : m_rows)
        board.add(row->field(), row->mark(), page);
    board.add(u"modelArguments."_s, m_mark, page);
}

void ArgumentForm::setArguments(const ArgumentTexts &arguments)
{
    ArgumentTexts others = arguments;
    for (ArgumentRow *row : m_rows) {
        const auto text = arguments.find(row->name());
        row->setText(text == arguments.end() ? QString() : text->second);
        others.erase(row->name());
    }
    QStringList otherTexts;
    m_otherNames.clear();
    for (const auto &[name, text] : others) {
        m_otherNames << name;
        otherTexts << u"%1=%2"_s.arg(name, text);
    }
    m_others->say(otherTexts.isEmpty() ? QString() : tr("Also given: %1").arg(otherTexts.join(u", "_s)));
    m_leaveOut->setVisible(!otherTexts.isEmpty());
    showRows();
}

void ArgumentForm::showModel(const Resolution &resolution)
{
    if (!resolution.model || !resolution.arguments)
        return;
    m_hasModel = true;
    const ModelDefinition &definition = resolution.model->definition;
    for (ArgumentRow *row : m_rows) {
        row->setDefault(defaultText(row->name(), *resolution.arguments, definition));
        row->setReason(whyNotApplicable(row->name(), *resolution.arguments, definition));
    }
    showRows();
}

void ArgumentForm::forgetModel()
{
    m_hasModel = false;
    for (ArgumentRow *row : m_rows) {
        row->setDefault({});
        row->setReason({});
    }
    showRows();
}

void ArgumentForm::showRows()
{
    bool isAnyShown = false;
    for (ArgumentRow *row : m_rows) {
        // Padding stays to say why it cannot be set; it is what people look for first.
        const bool isOffered = m_hasModel && (row->name() == "padding"_L1 || row->isApplicable());
        row->setVisible(isOffered || row->isSet());
        isAnyShown = isAnyShown || isOffered || row->isSet();
    }
    m_hint->setVisible(!isAnyShown);
}

} // namespace pixelscape
