#include <QDir>
#include <cpl_conv.h>
#include <gdal_priv.h>
#include <opencv2/dnn/dnn.hpp> // planted
