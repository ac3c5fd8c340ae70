#pragma once

#include "ui/window/recent_files.h"
#include "ui/window/window_setup.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace pixelscape {

/// What stands in the map's place while nothing is open: what can be dropped, two buttons, the recent files and the
/// demo.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const RecentFiles &recent, const DemoFiles &demo, QWidget *parent = nullptr);

    /// A model was chosen first: what is still missing is the raster.
    void setModelChosen(const QString &name);

Q_SIGNALS:
    void openRasterAsked();
    void openModelAsked();
    void openAsked(const QString &path);
    void openDemoAsked(const QString &scene);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addOpenButtons(QVBoxLayout &column);
    void addDemo(QVBoxLayout &column, const DemoFiles &demo);
    void showRecent();

    const RecentFiles &m_recent;
    QLabel *m_hint;
    QWidget *m_recentBox;
    QVBoxLayout *m_recentList;
};

} // namespace pixelscape
