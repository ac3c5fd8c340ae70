#pragma once

#include "ui/form/field_edit.h"
#include "ui/inspect/inspection.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace pixelscape {

class ChoiceBox;

/// Where there is more than one raster: those beyond the first, and whether they are one mosaic, the bands of one
/// scene, or classified each on its own. Hidden as long as there is only one.
class RasterList : public QWidget
{
    Q_OBJECT

public:
    explicit RasterList(QWidget *parent = nullptr);

    void setRequest(const RunRequest &request);
    /// A folder or an index holds several by itself.
    void showResolution(const Resolution &resolution);

Q_SIGNALS:
    void edited(const pixelscape::FieldEdit &edit);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addFiles();
    void removeSelected();
    void say(const QStringList &rasters);
    void use(QString how);
    void showWhatIsNeeded();

    QWidget *m_more;
    QListWidget *m_list;
    QPushButton *m_remove;
    QWidget *m_useRow;
    ChoiceBox *m_use;
    QStringList m_rasters;
    bool m_isCollection = false;
    bool m_isAsked = false; ///< the request says how several are used
};

} // namespace pixelscape
