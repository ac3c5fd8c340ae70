#include "core/run/resolve.h"

#include "core/base/error.h"
#include "core/inference/engine_factory.h"
#include "core/model/model_text.h"
#include "core/raster/gdal_raster_source.h"
#include "core/raster/mask_source.h"
#include "core/raster/result_sink.h"
#include "core/raster/scene_product.h"
#include "core/run/band_mapping.h"
#include "core/run/grid_request.h"
#include "core/run/input_place.h"
#include "core/run/input_warnings.h"
#include "core/run/model_place.h"
#include "core/run/processing_checks.h"
#include "core/run/read_files.h"
#include "core/run/request_places.h"

#include <QFileInfo>

#include <functional>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

bool isModelName(const QString &path)
{
    return path.endsWith(".emd"_L1, Qt::CaseInsensitive) || path.endsWith(".dlpk"_L1, Qt::CaseInsensitive);
}

/// Looks up one part of the request after the other; what fails is a problem, and what depends on it is left out.
class Resolver
{
public:
    Resolver(const RunRequest &request, const DataStores &stores, OutputFolder folder) : m_folder(folder)
    {
        m_spec.request = withOpenedPlaces(request, stores, m_resolution.problems);
        m_spec.output = outputPlace(m_spec.request.outputClassifiedRaster);
    }

    Resolution resolve()
    {
        attempt(u"inputRaster"_s, [this] { openRaster(); });
        attempt(u"model"_s, [this] { openModel(); });
        if (m_hasModel)
            attempt(u"model"_s, [this] { readWeights(); });
        if (m_raster && m_hasModel) {
            if (m_spec.request.bandMapping.isEmpty())
                attempt(
                    u"inputRaster"_s, [this] { matchBands(); }, remediesForBands());
            else
                attempt(u"bandMapping"_s, [this] { matchBands(); },
                        {{u"Use the model's own bands"_s, u"bandMapping"_s, {}}});
            attempt(u"inputRaster"_s, [this] { settleOnUsedBands(); });
            attempt(u"model"_s, [this] { settleScaling(); });
        }
        for (const QString &remark : m_input.remarks)
            tell(remark);
        if (m_raster)
            settleOnGrid();
        if (m_resolution.outlook && !m_spec.request.mask.isEmpty())
            attempt(u"context.mask"_s, [this] { checkMask(); }, {{u"No mask"_s, u"context.mask"_s, {}}});
        if (m_raster && m_hasModel)
            attempt(u"inputRaster"_s, [this] { compareWithTraining(); });
        checkItems();
        m_spec.workers = checkProcessing(m_spec.request, m_resolution.problems);
        m_spec.memoryBytes = checkMemory(m_spec.request, m_resolution.problems);
        if (!isProblem(u"outputClassifiedRaster"_s))
            checkOutputPlace(m_spec.request, m_spec.output, modelFiles(m_spec), outputNeeds(), m_resolution.problems);
        attempt(u"creationOptions"_s, [this] { checkCreationOptions(m_spec.request.creationOptions); });
        if (!blocksRun(m_resolution.problems))
            m_resolution.spec = m_spec;
        // With anything else wrong it is a failure like others.
        const auto errors = std::ranges::count(m_resolution.problems, Severity::Error, &Problem::severity);
        m_resolution.isOutside = m_resolution.isOutside && errors == 1;
        return std::move(m_resolution);
    }

private:
    void attempt(const QString &field, const std::function<void()> &step, const std::vector<Remedy> &remedies = {})
    {
        try {
            step();
        } catch (const Error &error) {
            noteOutside(error);
            m_resolution.problems.push_back({field, Severity::Error, error.sentence(), remedies});
        } catch (const std::bad_alloc &) {
            complain(field, u"There is not enough memory to look at this; close other programs."_s);
        }
    }

    void noteOutside(const Error &error)
    {
        m_resolution.isOutside = m_resolution.isOutside || dynamic_cast<const OutsideError *>(&error);
    }

    void complain(const QString &field, const QString &sentence, Severity severity = Severity::Error)
    {
        m_resolution.problems.push_back({field, severity, sentence});
    }

    /// Something that one value of the same field puts right.
    void complain(const QString &field, const QString &sentence, const QString &label, const QString &value)
    {
        std::vector<Remedy> remedies;
        if (!label.isEmpty())
            remedies.push_back({label, field, value});
        m_resolution.problems.push_back({field, Severity::Error, sentence, remedies});
    }

    void tell(const QString &sentence) { m_resolution.messages.push_back({MessageType::Informative, sentence}); }

    bool isProblem(const QString &field) const
    {
        return std::ranges::any_of(m_resolution.problems,
                                   [&field](const Problem &problem) { return problem.field == field; });
    }

    void openRaster()
    {
        if (isProblem(u"inputRaster"_s))
            return;
        if (isModelName(m_spec.request.inputRaster)) {
            complainOfModel();
            return;
        }
        m_input = inputPlace(m_spec.request);
        m_resolution.rasters = m_input.rasters;
        if (!m_input.defect.isEmpty()) {
            complainOfCollection();
            return;
        }
        openInput();
    }

    void openInput()
    {
        m_raster = std::make_unique<GdalRasterSource>(m_input.path, m_input.definition);
        m_spec.raster = m_raster->info();
        m_resolution.raster = m_spec.raster;
        m_resolution.rasterDefinition = m_input.definition;
        m_names.raster = QFileInfo(m_spec.raster.path).fileName();
        m_spec.rasterFingerprint = m_raster->fingerprint();
    }

    /// A finer band that nobody uses, as Landsat's panchromatic one, would only multiply the cells.
    void settleOnUsedBands()
    {
        if (!m_input.hasCellsOfSeveralSizes || m_spec.bands.empty())
            return;
        InputPlace place = inputPlace(m_spec.request, m_spec.bands);
        const bool isOther = place.definition != m_input.definition;
        m_input = std::move(place);
        if (isOther)
            openInput();
    }

    void complainOfCollection()
    {
        std::vector<Remedy> remedies{{u"Each on its own"_s, u"processAllRasterItems"_s, u"true"_s}};
        if (canBeBandsOfOneScene(m_spec.request))
            remedies.insert(remedies.begin(), {u"Bands of one scene"_s, u"stack"_s, u"true"_s});
        m_resolution.problems.push_back({u"inputRaster"_s, Severity::Error, m_input.defect, remedies});
    }

    /// Both are dropped and typed in haste.
    void complainOfModel()
    {
        const QString &path = m_spec.request.inputRaster;
        m_resolution.problems.push_back({u"inputRaster"_s,
                                         Severity::Error,
                                         u"%1 is a model, not a raster; name the raster to classify."_s.arg(path),
                                         {{u"Use it as the model"_s, u"model"_s, path}}});
    }

    void openModel()
    {
        if (m_spec.request.model.isEmpty())
            throw Error(u"No model was given; name the .emd or .dlpk to classify with."_s);
        m_spec.modelFile = localModel(m_spec.request.model);
        m_spec.package = openModelPackage(m_spec.modelFile, m_spec.request.modelRoot);
        m_spec.arguments =
            readModelArguments(m_spec.request.modelArguments, m_spec.package.definition, m_resolution.problems);
        m_hasModel = true;
        m_resolution.arguments = m_spec.arguments;
        m_names.model = modelTitle(m_spec.modelFile);
        m_resolution.model = ModelSummary{m_spec.package.path, m_spec.package.definition, {}, {}, {}};
    }

    /// Once, for all that depends on them.
    void readWeights()
    {
        NetworkFiles files;
        try {
            files = readNetworkFiles(m_spec.package);
        } catch (const Error &error) {
            m_resolution.model->problem = error.sentence();
            throw;
        }
        m_resolution.model = summarizeModel(m_spec.package, files);
        m_spec.device = m_spec.request.processorType.toLower() == "gpu"_L1 ? Device::Gpu : Device::Cpu;
        const std::optional<Problem> problem = engineProblem(m_spec.request.engine, m_spec.device, files);
        if (problem)
            m_resolution.problems.push_back(*problem);
        m_spec.modelFingerprint = modelFingerprint(m_spec.package, files);
    }

    /// A band of a scene is easily taken for the scene.
    std::vector<Remedy> remediesForBands() const
    {
        const RunRequest &request = m_spec.request;
        if (m_spec.raster.bands.size() > 1 || request.stack)
            return {};
        if (m_input.rasters > 1)
            return {{u"Bands of one scene"_s, u"stack"_s, u"true"_s}};
        const QString product = sceneProductAround(request.inputRaster);
        return product.isEmpty() ? std::vector<Remedy>()
                                 : std::vector<Remedy>{{u"Use the whole product"_s, u"inputRaster"_s, product}};
    }

    void matchBands()
    {
        const ModelDefinition &definition = m_spec.package.definition;
        const QString &asked = m_spec.request.bandMapping;
        m_spec.bands = asked.isEmpty() ? mapBands(definition, m_spec.raster, m_names.model)
                                       : mapAskedBands(definition, m_spec.raster, m_names.model, asked);
        m_resolution.bands = m_spec.bands;
    }

    void settleScaling()
    {
        if (m_spec.bands.empty())
            return;
        const ModelDefinition &definition = m_spec.package.definition;
        RasterValues values;
        values.bands = m_spec.bands;
        if (definition.normalization && !m_spec.request.bandMapping.isEmpty())
            values.statisticsBands = statisticsPositions(definition, m_spec.raster, m_spec.bands.size());
        m_expected = expectedValues(definition, values.statisticsBands.empty() ? values.bands : values.statisticsBands);
        values.is8Bit = std::ranges::all_of(
            m_spec.bands, [this](int band) { return m_spec.raster.bands[std::size_t(band)].dataType == "Byte"_L1; });
        if (needsActualRange(definition, values.is8Bit)) {
            const auto [lowest, highest] = m_raster->valueRange(m_spec.bands);
            values.actualRange = {lowest, highest};
            tell(u"The model wants values in %1-%2; the raster's %3-%4 are mapped to that range."_s
                     .arg(definition.dataRange->minimum)
                     .arg(definition.dataRange->maximum)
                     .arg(lowest)
                     .arg(highest));
        }
        m_spec.scaling = channelScaling(definition, values);
    }

    /// Warnings about a raster that the network was not trained for.
    void compareWithTraining()
    {
        if (m_spec.bands.empty())
            return;
        const auto warn = [this](const std::optional<Problem> &found) {
            if (found)
                m_resolution.problems.push_back(*found);
            return found.has_value();
        };
        const ModelDefinition &definition = m_spec.package.definition;
        warn(cellSizeWarning(definition, m_spec.view, m_names));
        const bool isOutside =
            !m_expected.empty() && warn(valueWarning(m_expected, sampleValues(*m_raster, m_spec.bands), m_names));
        if (!isOutside)
            warn(pictureWarning(definition, m_spec.raster, m_spec.bands, m_names));
        const QString remark = storedValuesRemark(m_spec.raster, m_spec.bands, m_names);
        if (!remark.isEmpty())
            tell(remark);
    }

    OutputNeeds outputNeeds() const
    {
        OutputNeeds needs{m_spec.arguments.probabilityRaster, 0, m_folder,
                          inputFiles(m_spec.request, m_raster ? m_raster->files() : QStringList())};
        try {
            const ResultFormat format = chooseResultFormat(m_spec.package.definition.classes);
            needs.bytes = uncompressedBytes(m_spec.grid.size(), format, needs.hasProbabilities);
        } catch (const Error &) {
            return needs; // the run refuses such classes
        }
        return needs;
    }

    void settleOnGrid()
    {
        QString field;
        try {
            const RunRequest &request = m_spec.request;
            const GridWishes wishes = gridWishes(request, field);
            // A tile reaches as far beyond the grid as it is large.
            const int halo = std::max(m_spec.arguments.tile.width, m_spec.arguments.tile.height);
            const SettledGrid settled = settleGrid(m_input.opened(), m_spec.raster, m_spec.bands, wishes, halo, field);
            m_spec.view = settled.view;
            m_spec.isResampled = !settled.definition.isEmpty();
            m_spec.definition = m_spec.isResampled ? settled.definition : m_input.definition;
            m_spec.grid = settled.grid;
            for (const QString &remark : settled.remarks)
                tell(remark);
            m_resolution.outlook = gridOutlook(request, m_spec.raster, settled);
            m_resolution.outlook->bytes = outputNeeds().bytes;
        } catch (const Error &error) {
            noteOutside(error);
            const QString label = field == "context.extent"_L1 ? u"Whole raster"_s : u"Leave it out"_s;
            const bool canBeLeftOut = field.startsWith("context."_L1) || field == "resampling"_L1;
            complain(field, error.sentence(), canBeLeftOut ? label : QString(), QString());
        } catch (const std::bad_alloc &) {
            complain(u"inputRaster"_s, u"There is not enough memory to look at this; close other programs."_s);
        }
    }

    /// Items are requests of their own (itemRequests); one run is one raster.
    void checkItems()
    {
        if (m_spec.request.processAllRasterItems)
            complain(u"processAllRasterItems"_s,
                     u"Each raster of a collection is a run of its own; have them classified as one mosaic."_s,
                     u"As one mosaic"_s, QString());
    }

    void checkMask()
    {
        for (const QString &remark : MaskSource::check(m_spec.request.mask, m_spec.grid))
            tell(remark);
        m_spec.maskFingerprint = MaskSource::fingerprint(m_spec.request.mask);
    }

    OutputFolder m_folder;
    RunSpec m_spec;
    Resolution m_resolution;
    std::unique_ptr<GdalRasterSource> m_raster;
    InputPlace m_input;
    InputNames m_names;
    std::vector<DataRange> m_expected; ///< stored values that the model expects, by channel
    bool m_hasModel = false;
};

} // namespace

Resolution resolve(const RunRequest &request, const DataStores &stores, OutputFolder folder)
{
    return Resolver(request, stores, folder).resolve();
}

} // namespace pixelscape
