#include "app/face.h"              // planted
#include "core/inference/engine.h" // planted
#include "core/run/run_request.h"

#include <QImage>
#include <QWidget>
#include <ogrsf_frmts.h>    // planted
#include <opencv2/core.hpp> // planted
