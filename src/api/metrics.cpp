#include "src/api/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <iterator>

namespace paridoo::api {

namespace {

using prometheus::Histogram;

const Histogram::BucketBoundaries& seconds_buckets() {
  static const Histogram::BucketBoundaries buckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                   0.25,  0.5,    1,     2.5,  5,     10};
  return buckets;
}

double in_seconds(std::chrono::microseconds elapsed) { return std::chrono::duration<double>(elapsed).count(); }

// A caller may send any word as its method.
std::string known_method(std::string_view method) {
  constexpr std::string_view known[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  const bool is_known = std::find(std::begin(known), std::end(known), method) != std::end(known);
  return is_known ? std::string(method) : "other";
}

struct Step {
  std::string_view operation;
  std::string_view name;  // what happened in the business
  int status = 0;         // that says so, where another means that it was so already
};

constexpr Step steps[] = {
    {"createQuotation", "quotation_created"},  {"sendOrder", "quotation_sent"},
    {"requestApproval", "approval_requested"}, {"approveOrder", "order_approved"},
    {"rejectOrder", "order_rejected"},         {"confirmOrder", "order_confirmed"},
    {"cancelOrder", "order_cancelled"},        {"validateDelivery", "delivery_validated"},
    {"receiveGoods", "goods_received"},        {"receiveGoodsByItsOtherName", "goods_received"},
    {"createInvoice", "invoice_created", 201}, {"confirmInvoice", "invoice_posted"},
    {"createCreditNote", "invoice_reversed"},  {"registerPayment", "payment_registered"},
    {"createAsset", "asset_deployed"},         {"purchaseSubscription", "subscription_sold"},
    {"createTicket", "ticket_opened"},         {"closeTicket", "ticket_closed"},
};

// A refusal is an answer too.
bool was_answered(ErrorKind kind) {
  return kind != ErrorKind::unreachable && kind != ErrorKind::connection_lost && kind != ErrorKind::timeout &&
         kind != ErrorKind::overloaded;
}

bool is_success(int status) { return status >= 200 && status < 300; }

}  // namespace

struct Metrics::Families {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                          .Name("paridoo_http_requests_total")
                                                          .Help("Requests by operation, method and status")
                                                          .Register(registry);
  prometheus::Family<Histogram>& durations = prometheus::BuildHistogram()
                                                 .Name("paridoo_http_request_seconds")
                                                 .Help("How long requests took")
                                                 .Register(registry);
  prometheus::Family<prometheus::Counter>& calls = prometheus::BuildCounter()
                                                       .Name("paridoo_odoo_calls_total")
                                                       .Help("Calls of Odoo by model, method and outcome")
                                                       .Register(registry);
  prometheus::Family<Histogram>& call_durations = prometheus::BuildHistogram()
                                                      .Name("paridoo_odoo_call_seconds")
                                                      .Help("How long Odoo took to answer")
                                                      .Register(registry);
  prometheus::Family<prometheus::Counter>& business = prometheus::BuildCounter()
                                                          .Name("paridoo_sales_steps_total")
                                                          .Help("Steps of the sales workflow that were carried out")
                                                          .Register(registry);

  prometheus::Family<prometheus::Counter>& refusals =
      prometheus::BuildCounter()
          .Name("paridoo_refusals_total")
          .Help("Requests that failed, by operation and the code of the error")
          .Register(registry);
  prometheus::Counter& replays = prometheus::BuildCounter()
                                     .Name("paridoo_idempotent_replays_total")
                                     .Help("Requests that were answered from the store of answers")
                                     .Register(registry)
                                     .Add({});
  prometheus::Gauge& waiting = prometheus::BuildGauge()
                                   .Name("paridoo_http_requests_in_progress")
                                   .Help("Requests that are not answered yet")
                                   .Register(registry)
                                   .Add({});
  prometheus::Counter& retries = prometheus::BuildCounter()
                                     .Name("paridoo_odoo_retries_total")
                                     .Help("Requests to Odoo that were sent again")
                                     .Register(registry)
                                     .Add({});
  prometheus::Gauge& up = prometheus::BuildGauge()
                              .Name("paridoo_odoo_up")
                              .Help("Whether Odoo answered when it was last called")
                              .Register(registry)
                              .Add({});

  void count_step(const EndedRequest& request) {
    if (request.replayed || !is_success(request.status)) return;
    const auto step = std::find_if(std::begin(steps), std::end(steps),
                                   [&](const Step& s) { return s.operation == request.operation; });
    if (step == std::end(steps) || (step->status != 0 && step->status != request.status)) return;
    business.Add({{"step", std::string(step->name)}}).Increment();
  }
};

// A step that has not happened yet is zero, not absent.
Metrics::Metrics() : families_(std::make_shared<Families>()) {
  for (const auto& step : steps) families_->business.Add({{"step", std::string(step.name)}});
}
Metrics::~Metrics() = default;

void Metrics::begin_request() { families_->waiting.Increment(); }

void Metrics::end_request(const EndedRequest& request) {
  const std::string name(request.operation.empty() ? "none" : request.operation);
  families_->waiting.Decrement();
  families_->requests
      .Add({{"operation", name}, {"method", known_method(request.method)}, {"status", std::to_string(request.status)}})
      .Increment();
  families_->durations.Add({{"operation", name}}, seconds_buckets()).Observe(in_seconds(request.elapsed));
  if (!request.code.empty())
    families_->refusals.Add({{"operation", name}, {"code", std::string(request.code)}}).Increment();
  if (request.replayed) families_->replays.Increment();
  families_->count_step(request);
}

std::function<void()> Metrics::retries() {
  return [families = families_] { families->retries.Increment(); };
}

odoo::Observer Metrics::observer() {
  return [families = families_](const odoo::ObjectCall& call, const Result<odoo::Value>& answer,
                                std::chrono::microseconds elapsed) {
    families->calls.Add({{"model", call.model}, {"method", call.method}, {"outcome", answer ? "answered" : "failed"}})
        .Increment();
    families->up.Set(answer || was_answered(answer.error().kind) ? 1 : 0);
    families->call_durations.Add({{"model", call.model}, {"method", call.method}}, seconds_buckets())
        .Observe(in_seconds(elapsed));
  };
}

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(families_->registry.Collect()); }

}  // namespace paridoo::api
