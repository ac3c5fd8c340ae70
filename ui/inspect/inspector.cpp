#include "ui/inspect/inspector.h"

#include "ui/inspect/file_look.h"
#include "ui/inspect/item_look.h"

#include "core/run/output_name.h"
#include "core/run/saved_data_stores.h"

namespace pixelscape {

namespace {

Inspection carryOut(int number, const InspectionOrder &order)
{
    Inspection inspection{number, order.request, {}};
    RunRequest &request = inspection.request;
    if (order.proposesOutput) {
        const auto propose = request.processAllRasterItems ? proposedOutputFolder : proposedOutput;
        request.outputClassifiedRaster =
            propose(request.inputRaster, request.model, order.takenOutputs, order.outputFolder);
    }
    ItemsResolution found = resolveItems(request, savedDataStores());
    inspection.resolution = std::move(found.resolution);
    inspection.items = std::move(found.items);
    return inspection;
}

} // namespace

Inspector::Inspector(QObject *parent) : QObject(parent), m_worker(new QObject)
{
    qRegisterMetaType<Inspection>();
    qRegisterMetaType<FileLook>();
    qRegisterMetaType<ItemLook>();
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("inspector"));
    m_thread.start();
}

Inspector::~Inspector()
{
    m_thread.quit();
    m_thread.wait();
}

int Inspector::inspect(const InspectionOrder &order)
{
    ++m_number;
    if (m_isBusy)
        m_waiting = order;
    else
        begin(m_number, order);
    return m_number;
}

void Inspector::begin(int number, const InspectionOrder &order)
{
    m_isBusy = true;
    QMetaObject::invokeMethod(m_worker, [this, number, order] {
        const Inspection inspection = carryOut(number, order);
        QMetaObject::invokeMethod(this, [this, inspection] { onInspected(inspection); });
    });
}

void Inspector::onInspected(const Inspection &inspection)
{
    m_isBusy = false;
    if (m_waiting)
        begin(m_number, *std::exchange(m_waiting, std::nullopt));
    else
        Q_EMIT inspected(inspection);
}

void Inspector::lookAt(const QString &path)
{
    QMetaObject::invokeMethod(m_worker, [this, path] {
        const FileLook look = lookAtFile(path);
        QMetaObject::invokeMethod(this, [this, look] { Q_EMIT lookedAt(look); });
    });
}

void Inspector::lookAtItem(const RunRequest &item)
{
    QMetaObject::invokeMethod(m_worker, [this, item] {
        const ItemLook look = pixelscape::lookAtItem(item);
        QMetaObject::invokeMethod(this, [this, look] { Q_EMIT itemLookedAt(look); });
    });
}

} // namespace pixelscape
