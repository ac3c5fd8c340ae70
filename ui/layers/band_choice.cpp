#include "ui/layers/band_choice.h"

#include "ui/layers/elided_controls.h"

#include <QFormLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

enum Mode { ThreeBands, OneBand };

QString bandText(const RasterInfo &raster, int band)
{
    const QString &name = raster.bands[std::size_t(band)].name;
    return name.isEmpty() ? BandChoice::tr("Band %1").arg(band + 1) : u"%1: %2"_s.arg(band + 1).arg(name);
}

} // namespace

BandChoice::BandChoice(const RasterInfo &raster, QWidget *parent) : QWidget(parent), m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(m_form->verticalSpacing() / 2);
    m_mode = new ElidedComboBox(this);
    m_mode->addItems({tr("Three bands in colour"), tr("One band in grey")});
    m_mode->setToolTip(tr("Whether three bands are shown as red, green and blue, or one as grey"));
    m_form->addRow(tr("Show"), m_mode);
    const std::array<QString, 3> titles{tr("Red"), tr("Green"), tr("Blue")};
    for (std::size_t i = 0; i < titles.size(); ++i)
        m_colors[i] = addBandBox(titles[i], raster);
    m_grey = addBandBox(tr("Grey"), raster);
    m_form->setRowVisible(m_mode, raster.bands.size() > 1);
    auto *stretch = new QLabel(tr("Stretch 2–98 %"), this);
    stretch->setForegroundRole(QPalette::PlaceholderText);
    stretch->setToolTip(tr("The darkest 2 % of the pixels are shown black, the brightest 2 % white; for each band"));
    m_form->addRow(stretch);
    connect(m_mode, &QComboBox::activated, this, &BandChoice::onModeChosen);
}

ElidedComboBox *BandChoice::addBandBox(const QString &title, const RasterInfo &raster)
{
    auto *box = new ElidedComboBox(this);
    for (int band = 0; band < int(raster.bands.size()); ++band) {
        box->addItem(bandText(raster, band));
        box->setItemData(band, bandText(raster, band), Qt::ToolTipRole);
    }
    box->setToolTip(tr("The band of the raster that is shown in this colour"));
    m_form->addRow(title, box);
    connect(box, &QComboBox::activated, this, [this] { Q_EMIT bandsAsked(chosen()); });
    return box;
}

void BandChoice::setSubject(const QString &name)
{
    m_mode->setNames(tr("Bands shown of %1").arg(name));
    m_colors[0]->setNames(tr("Band shown as red of %1").arg(name));
    m_colors[1]->setNames(tr("Band shown as green of %1").arg(name));
    m_colors[2]->setNames(tr("Band shown as blue of %1").arg(name));
    m_grey->setNames(tr("Band shown as grey of %1").arg(name));
}

void BandChoice::setBands(const std::vector<int> &bands)
{
    const bool isGrey = bands.size() < m_colors.size();
    if (isGrey)
        m_grey->setCurrentIndex(bands.empty() ? 0 : bands.front());
    else
        for (std::size_t i = 0; i < m_colors.size(); ++i)
            m_colors[i]->setCurrentIndex(bands[i]);
    m_mode->setCurrentIndex(isGrey ? OneBand : ThreeBands);
    showMode(isGrey);
}

void BandChoice::showMode(bool isGrey)
{
    for (ElidedComboBox *box : m_colors)
        m_form->setRowVisible(box, !isGrey);
    m_form->setRowVisible(m_grey, isGrey);
}

/// What was chosen in the one way is where the other begins.
void BandChoice::onModeChosen()
{
    const bool isGrey = m_mode->currentIndex() == OneBand;
    if (isGrey && m_grey->isHidden())
        m_grey->setCurrentIndex(m_colors[0]->currentIndex());
    const bool isUnset = m_colors[0]->currentIndex() == m_colors[1]->currentIndex() &&
                         m_colors[1]->currentIndex() == m_colors[2]->currentIndex();
    if (!isGrey && isUnset)
        for (int i = 0; i < int(m_colors.size()); ++i)
            m_colors[std::size_t(i)]->setCurrentIndex(std::min(i, m_grey->count() - 1));
    showMode(isGrey);
    Q_EMIT bandsAsked(chosen());
}

std::vector<int> BandChoice::chosen() const
{
    if (m_mode->currentIndex() == OneBand)
        return {m_grey->currentIndex()};
    return {m_colors[0]->currentIndex(), m_colors[1]->currentIndex(), m_colors[2]->currentIndex()};
}

} // namespace pixelscape
