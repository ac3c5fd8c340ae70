#include "app/main_window.h" // planted
#include "core/inference/engine.h"
#include "ui/map_canvas.h" // planted

#include <QtGui>           // planted
#include <cpl_conv.h>      // planted
#include <gdal_priv.h>     // planted
#include <opencv2/dnn.hpp> // planted
#include <vector>
