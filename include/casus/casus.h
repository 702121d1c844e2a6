#ifndef CASUS_CASUS_H_
#define CASUS_CASUS_H_

// Everything but the Boost conversions (casus/time/boost.h, target casus::boost).

#include "casus/actor/actor.h"
#include "casus/base/error.h"
#include "casus/base/function_ref.h"
#include "casus/base/id.h"
#include "casus/base/issue.h"
#include "casus/base/progress.h"
#include "casus/base/tokens.h"
#include "casus/base/truth.h"
#include "casus/base/version.h"
#include "casus/chronicle/chronicle.h"
#include "casus/chronicle/query.h"
#include "casus/chronicle/source.h"
#include "casus/event/crosswalk.h"
#include "casus/event/details.h"
#include "casus/event/event.h"
#include "casus/event/observation.h"
#include "casus/io/importer.h"
#include "casus/io/text_form.h"
#include "casus/place/place.h"
#include "casus/sanction/sanction.h"
#include "casus/talks/talks.h"
#include "casus/territory/status.h"
#include "casus/time/allen.h"
#include "casus/time/calendar.h"
#include "casus/time/day.h"
#include "casus/time/edtf.h"
#include "casus/time/moment.h"
#include "casus/time/parse.h"
#include "casus/time/period.h"
#include "casus/time/span.h"
#include "casus/timeline/fact.h"
#include "casus/timeline/timeline.h"

#endif  // CASUS_CASUS_H_
