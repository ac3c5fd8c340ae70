#include "ui/layers/elided_controls.h"

#include <QAbstractItemView>
#include <QStyleOption>
#include <QStylePainter>
#include <QWheelEvent>

namespace pixelscape {

void ElidedCheckBox::setName(const QString &name)
{
    m_name = name;
    // An ampersand in a file's name is no mnemonic.
    setText(QString(name).replace(u'&', QLatin1String("&&")));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QSize ElidedCheckBox::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 6, sizeHint().height()};
}

void ElidedCheckBox::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    const int room = style()->subElementRect(QStyle::SE_CheckBoxContents, &option, this).width();
    option.text = fontMetrics().elidedText(m_name, Qt::ElideMiddle, room).replace(u'&', QLatin1String("&&"));
    painter.drawControl(QStyle::CE_CheckBox, option);
}

ElidedComboBox::ElidedComboBox(QWidget *parent) : QComboBox(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(6);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedComboBox::setNames(const QString &accessibleName)
{
    setAccessibleName(accessibleName);
    view()->setAccessibleName(tr("List: %1").arg(accessibleName));
}

void ElidedComboBox::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect field = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideRight, field.width() - 4);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

void ElidedComboBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace pixelscape
