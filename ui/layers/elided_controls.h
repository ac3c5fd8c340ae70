#pragma once

#include <QCheckBox>
#include <QComboBox>

namespace pixelscape {

/// A check box whose text may be longer than its place: the middle is left out, the whole is in the tooltip.
class ElidedCheckBox : public QCheckBox
{
    Q_OBJECT

public:
    using QCheckBox::QCheckBox;

    void setName(const QString &name);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
};

/// The same for a choice. It lets the wheel scroll the panel until it has the focus.
class ElidedComboBox : public QComboBox
{
    Q_OBJECT

public:
    explicit ElidedComboBox(QWidget *parent = nullptr);

    /// Of the box and of the list that it opens.
    void setNames(const QString &accessibleName);

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
};

} // namespace pixelscape
