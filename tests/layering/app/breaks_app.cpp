#include "core/run/run_request.h"
#include "ui/map_canvas.h"

#include <QGuiApplication>
#include <gdal.h>                // planted
#include <opencv2/imgproc.hpp>   // planted
#include <openvino/openvino.hpp> // planted
