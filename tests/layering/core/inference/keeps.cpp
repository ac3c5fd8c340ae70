#include "core/base/error.h"

#include <gdalwarper.h> // planted
#include <opencv2/dnn.hpp>
