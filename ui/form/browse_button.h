#pragma once

#include <QToolButton>

#include <functional>

namespace pixelscape {

/// Chooses a file that exists with a dialog, which begins where the last one ended.
class BrowseButton : public QToolButton
{
    Q_OBJECT

public:
    /// `now`: answers the path that is chosen at present, empty for none.
    BrowseButton(const QString &name, const QString &filter, std::function<QString()> now, QWidget *parent = nullptr);

    /// A file that need not exist, with this suffix where the user names none.
    void setToSave(const QString &suffix) { m_suffix = suffix; }

Q_SIGNALS:
    void chosen(const QString &path);

private:
    void browse();

    QString m_filter;
    QString m_suffix; ///< empty for a file that exists
    std::function<QString()> m_now;
};

} // namespace pixelscape
