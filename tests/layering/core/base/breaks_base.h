#pragma once

#include <QImage> // planted
#include <QString>
#include <QtCore/QObject>
#include <QtWidgets/QWidget> // planted
#include <opencv2/core.hpp>
#include <qcolor.h> // planted
#include <qglobal.h>
#include <queue>
