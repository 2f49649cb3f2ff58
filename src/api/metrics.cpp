#include "src/api/metrics.h"

#include <prometheus/counter.h>
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
};

constexpr Step steps[] = {
    {"createQuotation", "quotation_created"},   {"sendOrder", "quotation_sent"},
    {"confirmOrder", "order_confirmed"},        {"cancelOrder", "order_cancelled"},
    {"validateDelivery", "delivery_validated"}, {"receiveGoods", "goods_received"},
    {"createInvoice", "invoice_created"},       {"confirmInvoice", "invoice_posted"},
    {"createCreditNote", "invoice_reversed"},   {"registerPayment", "payment_registered"},
    {"createAsset", "asset_deployed"},          {"purchaseSubscription", "subscription_sold"},
    {"createTicket", "ticket_opened"},          {"closeTicket", "ticket_closed"},
};

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

  void count_step(std::string_view operation) {
    const auto step =
        std::find_if(std::begin(steps), std::end(steps), [&](const Step& s) { return s.operation == operation; });
    if (step != std::end(steps)) business.Add({{"step", std::string(step->name)}}).Increment();
  }
};

// A step that has not happened yet is zero, not absent.
Metrics::Metrics() : families_(std::make_shared<Families>()) {
  for (const auto& step : steps) families_->business.Add({{"step", std::string(step.name)}});
}
Metrics::~Metrics() = default;

void Metrics::count_request(std::string_view operation, std::string_view method, int status,
                            std::chrono::microseconds elapsed) {
  const std::string name(operation.empty() ? "none" : operation);
  families_->requests.Add({{"operation", name}, {"method", known_method(method)}, {"status", std::to_string(status)}})
      .Increment();
  families_->durations.Add({{"operation", name}}, seconds_buckets()).Observe(in_seconds(elapsed));
  if (status >= 200 && status < 300) families_->count_step(operation);
}

odoo::Observer Metrics::observer() {
  return [families = families_](const odoo::ObjectCall& call, const Result<odoo::Value>& answer,
                                std::chrono::microseconds elapsed) {
    families->calls.Add({{"model", call.model}, {"method", call.method}, {"outcome", answer ? "answered" : "failed"}})
        .Increment();
    families->call_durations.Add({{"model", call.model}, {"method", call.method}}, seconds_buckets())
        .Observe(in_seconds(elapsed));
  };
}

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(families_->registry.Collect()); }

}  // namespace paridoo::api
