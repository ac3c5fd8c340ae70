#pragma once

#include "core/run/grid_outlook.h"
#include "ui/form/field_edit.h"

#include <QWidget>

#include <array>
#include <optional>

class QGridLayout;
class QLineEdit;
class QPushButton;

namespace pixelscape {

class ChoiceBox;
class TypedChoiceBox;
class WrappedLabel;

/// The part of the raster to classify: all of it, or a box of four sides. A side that is left empty is the raster's
/// own.
class ExtentBox : public QWidget
{
    Q_OBJECT

public:
    explicit ExtentBox(QWidget *parent = nullptr);

    QWidget *choice() const;
    /// `crs`: of the box, as the request has it.
    void setBox(const std::optional<GroundBox> &box, const QString &crs = {});
    /// Gives the sides that are left empty their values, which may change the request. The outlook, where there is one,
    /// knows them in the coordinate system of the box.
    void setRaster(const std::optional<RasterInfo> &raster, const std::optional<GridOutlook> &outlook = {});
    /// Why what stands here is no box; empty where it is one, or the whole raster.
    QString defect() const;

Q_SIGNALS:
    /// The text of context.extent, empty for the whole raster, or of its spatialReference. While there is a defect,
    /// nothing new.
    void edited(const pixelscape::FieldEdit &edit);
    void fromViewAsked();
    /// defect() may have changed.
    void changed();

private:
    enum Side { Left, Right, Top, Bottom };
    void addSide(QGridLayout &grid, Side side, const QString &label, const QString &name);
    void showSides();
    void onEdited(bool isTyping);
    void showCoordinates();
    /// Of the raster, or nothing where there is none.
    std::optional<double> rasterSide(Side side) const;
    std::optional<double> valueOf(Side side) const;
    /// Nothing stands for the whole raster and for a defect.
    std::optional<GroundBox> box() const;
    bool isWhole() const;

    ChoiceBox *m_choice;
    QWidget *m_sides;
    std::array<QLineEdit *, 4> m_edits{};
    TypedChoiceBox *m_system;
    WrappedLabel *m_coordinates;
    QPushButton *m_fromView;
    std::optional<RasterInfo> m_raster;
    std::optional<GridOutlook> m_outlook;
    std::optional<GroundBox> m_box; ///< that the request has
};

} // namespace pixelscape
