#pragma once

#include <QWidget>

class QToolButton;

namespace pixelscape {

/// A heading that shows and hides what is below it.
class Fold : public QWidget
{
    Q_OBJECT

public:
    /// `name`: of the heading, for screen readers; `content` becomes a child.
    Fold(const QString &name, QWidget *content, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    QString title() const { return m_title; }
    /// The heading of a section, not of a detail.
    void setBold();
    void setOpen(bool isOpen);
    bool isOpen() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showTitle();

    QToolButton *m_heading;
    QWidget *m_content;
    QString m_title;
};

} // namespace pixelscape
