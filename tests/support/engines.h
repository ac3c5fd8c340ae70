#pragma once

#include "core/inference/engine_factory.h"

#include <QTest>

/// For tests of OpenVINO: left out where the program was built without it, but a failure in CI, which must have it: a
/// copy that could not be fetched would hide half of the tests.
#define PIXELSCAPE_NEEDS_OPENVINO()                                                                                    \
    do {                                                                                                               \
        if (!pixelscape::engineNames().contains(QStringLiteral("openvino"))) {                                         \
            if (qgetenv("CI") == "true")                                                                               \
                QFAIL("built without OpenVINO, although this is CI");                                                  \
            QSKIP("built without OpenVINO");                                                                           \
        }                                                                                                              \
    } while (false)
