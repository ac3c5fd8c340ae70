#include "tests/form/look_at_form.h"
#include "tests/support/classified_scene.h"
#include "ui/form/problem_mark.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// A form whose every change is looked at.
struct LookedAtForm
{
    LookedAtForm()
    {
        QObject::connect(&form, &RequestForm::requestChanged, &form, [this] { form.showInspection(lookAt(form)); });
        form.resize(330, 700);
        form.show();
        form.showInspection(lookAt(form));
    }
    template <typename Control = QLineEdit> Control *find(const QString &name)
    {
        return byAccessibleName<Control>(form, name);
    }
    RequestForm form;
};

bool isControl(const QWidget &widget)
{
    return widget.focusPolicy() != Qt::NoFocus || widget.inherits("QAbstractButton") || widget.inherits("QLineEdit") ||
           widget.inherits("QComboBox") || widget.inherits("QAbstractSpinBox") ||
           widget.inherits("QAbstractItemView") || widget.inherits("QTabBar") || widget.inherits("QScrollBar");
}

/// As a screen reader has it. To Qt on Linux the name of a drop-down is the text that it shows; the reader reads the
/// label beside it.
QString nameOf(QWidget &widget)
{
    return widget.inherits("QComboBox") ? widget.accessibleName()
                                        : QAccessible::queryAccessibleInterface(&widget)->text(QAccessible::Name);
}

/// Names that are missing or taken twice. Parts of a list or of the tab bar are Qt's own.
QStringList complaints(const QWidget &form)
{
    QStringList found;
    QStringList names;
    for (QWidget *widget : form.findChildren<QWidget *>()) {
        const QWidget *parent = widget->parentWidget();
        if (!isControl(*widget) || qobject_cast<const QTabBar *>(parent))
            continue;
        bool isInList = false;
        for (; parent; parent = parent->parentWidget())
            isInList =
                isInList || parent->inherits("QComboBoxPrivateContainer") || parent->inherits("QAbstractItemView");
        if (isInList || widget->inherits("QComboBoxPrivateContainer"))
            continue;
        const QString name = nameOf(*widget);
        if (name.isEmpty() || names.contains(name))
            found << u"%1 \"%2\""_s.arg(QString::fromUtf8(widget->metaObject()->className()), name);
        names << name;
    }
    return found;
}

} // namespace

/// The form over the real core: what a person sees with a real scene and a real model.
class TestFormWithFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void demoBecomesReady();
    void remediesLeadToARun();
    void everyControlHasANameOfItsOwn();

private:
    QTemporaryDir m_folder;
    QString m_scene;
};

void TestFormWithFiles::initTestCase()
{
    m_scene = writeScene(m_folder.filePath(u"scene.tif"_s), 300, 200, 6);
}

void TestFormWithFiles::demoBecomesReady()
{
    LookedAtForm page;
    page.form.setField(u"model"_s, demoModel());
    QCOMPARE(page.form.blockedReason(), u"Choose an input raster."_s);
    page.form.setField(u"inputRaster"_s, m_scene);
    QVERIFY2(page.form.canRun(), qPrintable(page.form.blockedReason()));
    const QString output = page.form.request().outputClassifiedRaster;
    QVERIFY(output.startsWith(m_folder.path()) && output.endsWith(u".tif"_s));
    QCOMPARE(page.find(u"Output"_s)->text(), output);
    // The scene has its upper left corner at 400000, 5000000, and cells of 10 m.
    QCOMPARE(page.find(u"Extent right"_s)->placeholderText(), u"403000"_s);
    QCOMPARE(page.find(u"Extent bottom"_s)->placeholderText(), u"4998000"_s);
    auto *engine = page.find<QComboBox>(u"Engine"_s);
    QCOMPARE(engine->itemText(0), u"Automatic"_s);
    QCOMPARE(engine->itemText(engine->count() - 1), u"OpenCV"_s);
    QCOMPARE(engine->itemData(engine->count() - 1).toString(), u"opencv"_s);
}

void TestFormWithFiles::remediesLeadToARun()
{
    LookedAtForm page;
    QFile file(m_folder.filePath(u"old.tif"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    RunRequest request;
    request.inputRaster = m_scene;
    request.model = demoModel();
    request.outputClassifiedRaster = file.fileName();
    request.modelArguments = {{u"padding"_s, u"200"_s}, {u"edge"_s, u"wrapped"_s}, {u"zeal"_s, u"9"_s}};
    request.parallelProcessingFactor = u"lots"_s;
    request.extent = GroundBox{0, 0, 1, 1};
    page.form.setRequest(request);
    QCOMPARE(page.form.blockedReason(),
             u"To be put right first: Output, Padding, Edge, Model arguments, Extent, Workers."_s);
    for (const QString &remedy :
         {u"Replace the file: Output"_s, u"Use 127: Padding"_s, u"Use reflect: Edge"_s,
          u"Leave it out: Model arguments"_s, u"Whole raster: Extent"_s, u"Choose automatically: Workers"_s}) {
        QVERIFY(!page.form.canRun());
        auto *button = page.find<QPushButton>(remedy);
        QVERIFY2(button, qPrintable(remedy));
        button->click();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    QVERIFY2(page.form.canRun(), qPrintable(page.form.blockedReason()));
    QCOMPARE(page.find(u"Padding"_s)->text(), u"127"_s);
    QVERIFY(page.form.request().overwrite);
    QVERIFY(!page.form.request().extent);
}

void TestFormWithFiles::everyControlHasANameOfItsOwn()
{
    LookedAtForm page;
    QCOMPARE(complaints(page.form).join(u'\n'), QString());
    RunRequest request;
    request.inputRaster = m_scene;
    request.model = modelOfCase(u"one_probability"_s);
    request.outputClassifiedRaster = m_scene;
    request.modelArguments = {{u"padding"_s, u"200"_s}, {u"zeal"_s, u"9"_s}};
    request.extent = GroundBox{0, 0, 1, 1};
    request.overwrite = true;
    page.form.setRequest(request);
    QCOMPARE(complaints(page.form).join(u'\n'), QString());
    new QLineEdit(&page.form);
    QCOMPARE(complaints(page.form).size(), 1);
}

QTEST_MAIN(TestFormWithFiles)
#include "tst_form_with_files.moc"
