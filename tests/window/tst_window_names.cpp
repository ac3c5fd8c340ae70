#include "tests/support/classified_scene.h"
#include "tests/support/driven_window.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenuBar>
#include <QProgressBar>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTextEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// What a person can focus or press. Qt's own parts of a control (a spin box' line, a dock's title buttons, the corner
/// of a table) speak through the control.
bool isControl(const QWidget &widget)
{
    if (widget.objectName().startsWith(u"qt_"_s) || qobject_cast<QAbstractSpinBox *>(widget.parentWidget()) ||
        qobject_cast<QComboBox *>(widget.parentWidget()) || qobject_cast<QDockWidget *>(widget.parentWidget()) ||
        qobject_cast<QAbstractItemView *>(widget.parentWidget()) || qobject_cast<QTabBar *>(widget.parentWidget()) ||
        qobject_cast<QMenuBar *>(widget.parentWidget()) || qobject_cast<const QMenuBar *>(&widget) ||
        qobject_cast<const QScrollBar *>(&widget) || qobject_cast<const QTabWidget *>(&widget))
        return false;
    // A drop-down's list is a window of its own.
    for (const QWidget *parent = widget.parentWidget(); parent; parent = parent->parentWidget())
        if (qobject_cast<const QComboBox *>(parent) || qobject_cast<const QAbstractSpinBox *>(parent))
            return false;
    return widget.focusPolicy() != Qt::NoFocus || qobject_cast<const QAbstractButton *>(&widget) ||
           qobject_cast<const QProgressBar *>(&widget) || qobject_cast<const QAbstractSlider *>(&widget);
}

/// To Qt on Linux the name of a drop-down is the text that it shows; the reader reads the label beside it.
QString nameOf(QWidget &widget)
{
    if (qobject_cast<QComboBox *>(&widget))
        return widget.accessibleName();
    const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&widget);
    return interface ? interface->text(QAccessible::Name) : QString();
}

QStringList complaints(const QWidget &window)
{
    QStringList found;
    QMap<QString, QWidget *> names;
    const QList<QWidget *> widgets = window.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!isControl(*widget))
            continue;
        const QString name = nameOf(*widget);
        const QString kind = QString::fromUtf8(widget->metaObject()->className());
        if (name.trimmed().isEmpty())
            found << u"a %1 in %2 has no name"_s.arg(
                kind, QString::fromUtf8(widget->parentWidget()->metaObject()->className()));
        else if (names.contains(name) && names[name]->isVisibleTo(&window) && widget->isVisibleTo(&window))
            found << u"two controls are called %1 (%2)"_s.arg(name, kind);
        names[name] = widget;
    }
    return found;
}

} // namespace

/// A screen reader, and a test, can tell every control of the window by its name.
class TestWindowNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyWindow();
    void readyWindow();
    void windowWithAResult();
    void theSearchFindsAControlWithoutAName();
};

void TestWindowNames::emptyWindow()
{
    DrivenWindow driven;
    QVERIFY2(complaints(driven.window()).isEmpty(), qPrintable(complaints(driven.window()).join(u'\n')));
}

void TestWindowNames::readyWindow()
{
    const QTemporaryDir folder;
    DrivenWindow driven;
    driven.drop({writeScene(folder.filePath(u"scene.tif"_s), 200, 150, 6), demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY2(complaints(driven.window()).isEmpty(), qPrintable(complaints(driven.window()).join(u'\n')));
}

void TestWindowNames::windowWithAResult()
{
    const QTemporaryDir folder;
    DrivenWindow driven;
    driven.drop({writeScene(folder.filePath(u"scene.tif"_s), 200, 150, 6), demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(driven.showsNotice());
    for (QDockWidget *dock : driven.window().findChildren<QDockWidget *>())
        dock->show();
    QTest::qWait(200);
    QVERIFY2(complaints(driven.window()).isEmpty(), qPrintable(complaints(driven.window()).join(u'\n')));
}

void TestWindowNames::theSearchFindsAControlWithoutAName()
{
    DrivenWindow driven;
    new QLineEdit(&driven.window());
    QCOMPARE(complaints(driven.window()).size(), 1);
}

QTEST_MAIN(TestWindowNames)
#include "tst_window_names.moc"
