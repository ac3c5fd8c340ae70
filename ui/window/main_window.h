#pragma once

#include "ui/window/window_setup.h"

#include <QMainWindow>
#include <QStringList>

#include <memory>

namespace pixelscape {

/// The window: a form for the request on the left, the map in the middle, its layers on the right, the jobs below. It
/// only wires these to each other; what each does is in its own room.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const WindowSetup &setup);
    ~MainWindow() override;

    /// What is dropped, opened or named on the command line: a raster becomes the input, .emd and .dlpk the model, a
    /// result of ours is shown. A file that cannot be used says why.
    void open(const QStringList &paths);

protected:
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pixelscape
