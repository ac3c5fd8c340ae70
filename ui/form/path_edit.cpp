#include "ui/form/path_edit.h"

#include "ui/form/path_text.h"
#include "ui/form/tool_tip.h"

#include <QDropEvent>
#include <QMimeData>
#include <QPainter>
#include <QStyleOptionFrame>

using namespace Qt::StringLiterals;

namespace pixelscape {

PathEdit::PathEdit(QWidget *parent) : QLineEdit(parent)
{
    connect(this, &QLineEdit::textEdited, this, [this](const QString &text) {
        setFont({});
        Q_EMIT pathTyped(pathFromText(text));
    });
    connect(this, &QLineEdit::editingFinished, this, &PathEdit::finish);
    connect(this, &QLineEdit::textChanged, this, &PathEdit::showToolTip);
}

void PathEdit::setHelp(const QString &help)
{
    m_help = help;
    showToolTip();
}

void PathEdit::setPath(const QString &path)
{
    m_proposal.clear();
    if (path != text() || font().italic())
        put(path, false);
}

void PathEdit::propose(const QString &path)
{
    m_proposal = path;
    if (!hasFocus() || !text().isEmpty())
        put(path, true);
}

void PathEdit::put(const QString &path, bool isProposal)
{
    QFont own;
    own.setItalic(isProposal);
    setFont(isProposal ? own : QFont());
    setText(path);
}

void PathEdit::finish()
{
    if (!isModified())
        return;
    const QString path = pathFromText(text());
    if (path != text())
        put(path, false);
    setModified(false);
    Q_EMIT pathGiven(path);
}

void PathEdit::showToolTip()
{
    setToolTip(toolTipOf(text().isEmpty() ? m_help : text() + u"\n\n"_s + m_help));
}

void PathEdit::paintEvent(QPaintEvent *event)
{
    QStyleOptionFrame option;
    initStyleOption(&option);
    // QLineEdit leaves 2 pixels on each side of its text.
    const QRect room = style()->subElementRect(QStyle::SE_LineEditContents, &option, this).adjusted(2, 0, -2, 0);
    if (hasFocus() || fontMetrics().horizontalAdvance(text()) <= room.width()) {
        QLineEdit::paintEvent(event);
        return;
    }
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideMiddle, room.width());
    style()->drawItemText(&painter, room, int(Qt::AlignVCenter | Qt::AlignLeft), palette(), isEnabled(), shown,
                          QPalette::Text);
}

void PathEdit::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    update();
}

void PathEdit::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (text().isEmpty() && !m_proposal.isEmpty())
        put(m_proposal, true);
    update();
}

QString PathEdit::droppedPath(const QDropEvent &event) const
{
    const QList<QUrl> urls = event.mimeData()->urls();
    const QString path = urls.size() == 1 ? urls.front().toLocalFile() : QString();
    return m_takes && !m_takes(path) ? QString() : path;
}

void PathEdit::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasUrls())
        QLineEdit::dragEnterEvent(event);
    else
        event->setAccepted(!droppedPath(*event).isEmpty());
}

void PathEdit::dragMoveEvent(QDragMoveEvent *event)
{
    if (!event->mimeData()->hasUrls())
        QLineEdit::dragMoveEvent(event);
    else
        event->setAccepted(!droppedPath(*event).isEmpty());
}

void PathEdit::dropEvent(QDropEvent *event)
{
    if (!event->mimeData()->hasUrls()) {
        QLineEdit::dropEvent(event);
        return;
    }
    const QString path = droppedPath(*event);
    event->setAccepted(!path.isEmpty());
    if (path.isEmpty())
        return;
    put(path, false);
    Q_EMIT pathGiven(path);
}

} // namespace pixelscape
