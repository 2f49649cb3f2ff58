#include "simulator/rpc/http_message.h"

#include <fmt/format.h>
#include <strings.h>

#include <algorithm>
#include <cctype>

namespace paridoo::rpc {

namespace {

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

std::string_view header(const Headers& headers, std::string_view name) {
  const auto found =
      std::find_if(headers.begin(), headers.end(), [&](const Header& one) { return same_name(one.name, name); });
  return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

std::string mimetype(const HttpRequest& request) {
  const std::string_view type = header(request.headers, "Content-Type");
  std::string out(trimmed(type.substr(0, type.find(';'))));
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

std::string_view cookie(const HttpRequest& request, std::string_view name) {
  std::string_view rest = header(request.headers, "Cookie");
  while (!rest.empty()) {
    const auto end = rest.find(';');
    const std::string_view pair = trimmed(rest.substr(0, end));
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return {};
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 303: return "See Other";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 413: return "Request Entity Too Large";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Entity";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    default: return "Error";
  }
}

HttpResponse plain_response(int status, std::string body) {
  return {.status = status, .headers = {{"Content-Type", "text/plain; charset=utf-8"}}, .body = std::move(body)};
}

HttpResponse json_response(std::string body, int status) {
  return {.status = status, .headers = {{"Content-Type", "application/json; charset=utf-8"}}, .body = std::move(body)};
}

HttpResponse error_page(int status, std::string_view explanation) {
  return {
      .status = status,
      .headers = {{"Content-Type", "text/html; charset=utf-8"}},
      .body = fmt::format("<!doctype html>\n<html lang=en>\n<title>{0} {1}</title>\n<h1>{1}</h1>\n<p>{2}</p>\n", status,
                          reason_phrase(status), explanation),
  };
}

HttpResponse redirect(std::string location) {
  HttpResponse response = error_page(303, fmt::format("See {}.", location));
  response.headers.push_back({"Location", std::move(location)});
  return response;
}

HttpResponse method_not_allowed(std::string_view allowed) {
  HttpResponse response = error_page(405, "This address does not take that method.");
  response.headers.push_back({"Allow", std::string(allowed)});
  return response;
}

}  // namespace paridoo::rpc
