#pragma once

#include "core/raster/grid_choice.h"
#include "ui/form/field_edit.h"

#include <QWidget>

#include <array>
#include <optional>

class QGridLayout;
class QLineEdit;
class QPushButton;

namespace pixelscape {

class ChoiceBox;
class WrappedLabel;

/// The part of the raster to classify: all of it, or a box of four sides. A side that is left empty is the raster's
/// own.
class ExtentBox : public QWidget
{
    Q_OBJECT

public:
    explicit ExtentBox(QWidget *parent = nullptr);

    QWidget *choice() const;
    void setBox(const std::optional<GroundBox> &box);
    /// Gives the sides that are left empty their values, which may change the request.
    void setRaster(const std::optional<RasterInfo> &raster);
    /// Why what stands here is no box; empty where it is one, or the whole raster.
    QString defect() const;

Q_SIGNALS:
    /// The text of context.extent, empty for the whole raster. While there is a defect, nothing new.
    void edited(const pixelscape::FieldEdit &edit);
    void fromViewAsked();
    /// defect() may have changed.
    void changed();

private:
    enum Side { Left, Right, Top, Bottom };
    void addSide(QGridLayout &grid, Side side, const QString &label, const QString &name);
    void showSides();
    void onEdited(bool isTyping);
    /// Of the raster, or nothing where there is none.
    std::optional<double> rasterSide(Side side) const;
    std::optional<double> valueOf(Side side) const;
    /// Nothing stands for the whole raster and for a defect.
    std::optional<GroundBox> box() const;
    bool isWhole() const;

    ChoiceBox *m_choice;
    QWidget *m_sides;
    std::array<QLineEdit *, 4> m_edits{};
    WrappedLabel *m_coordinates;
    QPushButton *m_fromView;
    std::optional<RasterInfo> m_raster;
    std::optional<GroundBox> m_box; ///< that the request has
};

} // namespace pixelscape
