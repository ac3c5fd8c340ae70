#pragma once

#include <QLineEdit>

#include <functional>

namespace pixelscape {

/// A line for a path. While one does not type in it, a long path loses its middle, not its end. A proposed path is in
/// italics until the user names another.
class PathEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit PathEdit(QWidget *parent = nullptr);

    void setHelp(const QString &help);
    /// Which files may be dropped here; others are left to the window.
    void setTakes(std::function<bool(const QString &path)> takes) { m_takes = std::move(takes); }

    void setPath(const QString &path);
    /// Does not get in the way of somebody who has just cleared the line to type another path.
    void propose(const QString &path);

Q_SIGNALS:
    /// The user's own doing: each keystroke, and at its end.
    void pathTyped(const QString &path);
    void pathGiven(const QString &path);

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void put(const QString &path, bool isProposal);
    void finish();
    void showToolTip();
    QString droppedPath(const QDropEvent &event) const;

    QString m_help;
    QString m_proposal;
    std::function<bool(const QString &)> m_takes;
};

} // namespace pixelscape
