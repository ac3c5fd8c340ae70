#include "ui/form/workers_box.h"

#include "ui/form/wheel_guard.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QThread>

using namespace Qt::StringLiterals;

namespace pixelscape {

WorkersBox::WorkersBox(QWidget *parent) : QComboBox(parent)
{
    setAccessibleName(tr("Workers"));
    setToolTip(tr("How many processes calculate at once: auto, a number, or a share of the cores such as 50%"));
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setCompleter(nullptr);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(6);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    view()->setAccessibleName(tr("Choices of Workers"));
    lineEdit()->setAccessibleName(tr("Workers, as text"));
    lineEdit()->setPlaceholderText(u"auto"_s);
    addItem(u"auto"_s);
    for (int workers = 1; workers <= std::min(QThread::idealThreadCount(), 16); ++workers)
        addItem(QString::number(workers));
    addItems({u"50%"_s, u"100%"_s});
    guardFromWheel(*this);
    connect(this, &QComboBox::activated, this, [this] { Q_EMIT chosen(currentText().trimmed()); });
    connect(lineEdit(), &QLineEdit::textEdited, this, [this](const QString &text) { Q_EMIT typed(text.trimmed()); });
    connect(lineEdit(), &QLineEdit::editingFinished, this, [this] {
        if (!lineEdit()->isModified())
            return;
        lineEdit()->setModified(false);
        Q_EMIT chosen(currentText().trimmed());
    });
}

void WorkersBox::setFactor(const QString &factor)
{
    const QString shown = currentText().trimmed();
    if (shown == factor || (shown.isEmpty() && factor == "auto"_L1 && lineEdit()->hasFocus()))
        return;
    setCurrentIndex(findText(factor));
    setEditText(factor);
}

} // namespace pixelscape
