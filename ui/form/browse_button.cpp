#include "ui/form/browse_button.h"

#include "ui/style/icons.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

BrowseButton::BrowseButton(const QString &name, const QString &filter, std::function<QString()> now, QWidget *parent)
    : QToolButton(parent), m_filter(filter), m_now(std::move(now))
{
    setIcon(pixelscape::icon(u"folder"_s));
    setAccessibleName(name);
    setToolTip(name);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(this, &QToolButton::clicked, this, &BrowseButton::browse);
}

void BrowseButton::browse()
{
    askForPaths(this, {accessibleName(), m_purpose, m_filter, m_now(), m_suffix}, [this](const QStringList &paths) {
        if (paths.size() == 1)
            Q_EMIT chosen(paths.front());
        else
            Q_EMIT severalChosen(paths);
    });
}

} // namespace pixelscape
