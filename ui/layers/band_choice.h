#pragma once

#include "ui/map/layer_stack.h"

#include <QWidget>

#include <array>

class QFormLayout;

namespace pixelscape {

class ElidedComboBox;

/// Which bands of a scene are shown: three as red, green and blue, or one as grey.
class BandChoice : public QWidget
{
    Q_OBJECT

public:
    explicit BandChoice(const RasterInfo &raster, QWidget *parent = nullptr);

    void setSubject(const QString &name);
    /// 0-based; three or one.
    void setBands(const std::vector<int> &bands);

Q_SIGNALS:
    void bandsAsked(const std::vector<int> &bands);

private:
    ElidedComboBox *addBandBox(const QString &title, const RasterInfo &raster);
    void showMode(bool isGrey);
    void onModeChosen();
    std::vector<int> chosen() const;

    QFormLayout *m_form;
    ElidedComboBox *m_mode = nullptr;
    ElidedComboBox *m_grey = nullptr;
    std::array<ElidedComboBox *, 3> m_colors{};
};

} // namespace pixelscape
