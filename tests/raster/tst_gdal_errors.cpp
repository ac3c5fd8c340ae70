#include "core/raster/gdal_errors.h"

#include <QtTest>

#include <cpl_error.h>
#include <gdal_priv.h>

using namespace pixelscape;
using namespace Qt::StringLiterals;

class TestGdalErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { registerGdal(); }

    void keepsTheLastFailure()
    {
        const GdalErrors errors;
        QVERIFY(!errors.failed());
        CPLError(CE_Failure, CPLE_FileIO, "first");
        CPLError(CE_Failure, CPLE_FileIO, "the disk\n is full.");
        CPLError(CE_Warning, CPLE_AppDefined, "odd");
        QVERIFY(errors.failed());
        QCOMPARE(errors.lastMessage(), u"the disk is full"_s);
        QCOMPARE(errors.lastWarning(), u"odd"_s);
    }

    void warningsAndNotesAreNoFailure()
    {
        const GdalErrors errors;
        CPLError(CE_Warning, CPLE_AppDefined, "odd");
        CPLError(CE_Debug, CPLE_None, "detail");
        QVERIFY(!errors.failed());
        QVERIFY(errors.lastMessage().isEmpty());
    }

    void theInnermostScopeCollects()
    {
        const GdalErrors outer;
        {
            const GdalErrors inner;
            CPLError(CE_Failure, CPLE_FileIO, "inside");
            QVERIFY(inner.failed());
        }
        QVERIFY(!outer.failed());
        CPLError(CE_Failure, CPLE_FileIO, "outside");
        QCOMPARE(outer.lastMessage(), u"outside"_s);
    }

    void gdalItselfReportsHere()
    {
        const GdalErrors errors;
        const GDALDatasetUniquePtr none(GDALDataset::Open("/nowhere/ö.tif", GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR));
        QVERIFY(!none);
        QVERIFY(errors.lastMessage().contains(u"ö.tif"_s));
    }
};

QTEST_GUILESS_MAIN(TestGdalErrors)
#include "tst_gdal_errors.moc"
