#include "simulator/addons/base/smtp.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "simulator/addons/base/attachment_content.h"

namespace paridoo::addons::base {

namespace {

// libcurl is loaded with the first letter: the thirty libraries that it brings along would cost every start several
// megabytes.
class Libcurl {
  struct Close {
    void operator()(void* library) const { dlclose(library); }
  };
  std::unique_ptr<void, Close> library_{dlopen("libcurl.so.4", RTLD_NOW)};

  template <class Function>
  Function* found(const char* name) const {
    void* const symbol = library_ ? dlsym(library_.get(), name) : nullptr;
    if (!symbol) throw SmtpFailure("libcurl.so.4, which sends letters, cannot be loaded");
    return reinterpret_cast<Function*>(symbol);
  }

 public:
  decltype(&::curl_easy_init) easy_init = found<decltype(::curl_easy_init)>("curl_easy_init");
  decltype(&::curl_easy_cleanup) easy_cleanup = found<decltype(::curl_easy_cleanup)>("curl_easy_cleanup");
  decltype(&::curl_easy_setopt) easy_setopt = found<decltype(::curl_easy_setopt)>("curl_easy_setopt");
  decltype(&::curl_easy_getinfo) easy_getinfo = found<decltype(::curl_easy_getinfo)>("curl_easy_getinfo");
  decltype(&::curl_easy_perform) easy_perform = found<decltype(::curl_easy_perform)>("curl_easy_perform");
  decltype(&::curl_easy_strerror) easy_strerror = found<decltype(::curl_easy_strerror)>("curl_easy_strerror");
  decltype(&::curl_global_init) global_init = found<decltype(::curl_global_init)>("curl_global_init");
  decltype(&::curl_slist_append) slist_append = found<decltype(::curl_slist_append)>("curl_slist_append");
  decltype(&::curl_slist_free_all) slist_free_all = found<decltype(::curl_slist_free_all)>("curl_slist_free_all");
  decltype(&::curl_mime_init) mime_init = found<decltype(::curl_mime_init)>("curl_mime_init");
  decltype(&::curl_mime_free) mime_free = found<decltype(::curl_mime_free)>("curl_mime_free");
  decltype(&::curl_mime_addpart) mime_addpart = found<decltype(::curl_mime_addpart)>("curl_mime_addpart");
  decltype(&::curl_mime_data) mime_data = found<decltype(::curl_mime_data)>("curl_mime_data");
  decltype(&::curl_mime_type) mime_type = found<decltype(::curl_mime_type)>("curl_mime_type");
  decltype(&::curl_mime_encoder) mime_encoder = found<decltype(::curl_mime_encoder)>("curl_mime_encoder");
  decltype(&::curl_mime_subparts) mime_subparts = found<decltype(::curl_mime_subparts)>("curl_mime_subparts");
  decltype(&::curl_mime_filename) mime_filename = found<decltype(::curl_mime_filename)>("curl_mime_filename");

  Libcurl() { global_init(CURL_GLOBAL_DEFAULT); }
};

// For good: libraries that it brings along do not bear being unloaded.
const Libcurl& libcurl() {
  static const Libcurl* const loaded = std::make_unique<Libcurl>().release();
  return *loaded;
}

struct FreeList {
  void operator()(curl_slist* list) const { libcurl().slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;
struct FreeMime {
  void operator()(curl_mime* mime) const { libcurl().mime_free(mime); }
};
using Mime = std::unique_ptr<curl_mime, FreeMime>;
struct FreeHandle {
  void operator()(CURL* handle) const { libcurl().easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;

void append(List& list, const std::string& line) {
  curl_slist* const longer = libcurl().slist_append(list.get(), line.c_str());
  if (!longer) throw SmtpFailure("out of memory");
  static_cast<void>(list.release());
  list.reset(longer);
}

// Lines of a header must not end where a value wants them to.
std::string on_one_line(std::string text) {
  std::erase_if(text, [](char c) { return c == '\r' || c == '\n'; });
  return text;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 128; });
}

// RFC 2047, in words of at most 45 bytes that do not cut a character.
std::string encoded_words(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string out;
  while (!text.empty()) {
    std::size_t length = std::min<std::size_t>(45, text.size());
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
    out += (out.empty() ? "=?utf-8?B?" : " =?utf-8?B?") + encode_base64(text.substr(0, length)) + "?=";
    text.remove_prefix(length);
  }
  return out;
}

// The name is encoded, the address is not.
std::string mailbox(const std::string& shown) {
  const std::size_t open = shown.rfind('<');
  if (is_ascii(shown) || open == std::string::npos || open == 0) return on_one_line(shown);
  std::string name = shown.substr(0, open);
  std::erase(name, '"');
  name.erase(name.find_last_not_of(' ') + 1);
  return on_one_line(encoded_words(name) + " " + shown.substr(open));
}

std::string mailboxes(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& one : all) out += (out.empty() ? "" : ", ") + mailbox(one);
  return out;
}

List headers(const Letter& letter, std::chrono::system_clock::time_point date) {
  List list;
  append(list, fmt::format("Date: {:%a, %d %b %Y %H:%M:%S} +0000", fmt::gmtime(date)));
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) append(list, fmt::format("{}: {}", name, on_one_line(value)));
  };
  add("From", mailbox(letter.from));
  add("To", mailboxes(letter.to));
  add("Cc", mailboxes(letter.cc));
  add("Reply-To", letter.reply_to.empty() ? std::string() : mailbox(letter.reply_to));
  add("Subject", encoded_words(letter.subject));
  add("Message-Id", letter.message_id);
  add("References", letter.references);
  return list;
}

void add_text(curl_mime* parent, const std::string& text, const char* type) {
  curl_mimepart* const part = libcurl().mime_addpart(parent);
  libcurl().mime_data(part, text.data(), text.size());
  libcurl().mime_type(part, type);
  libcurl().mime_encoder(part, "quoted-printable");
}

Mime body(CURL* handle, const Letter& letter) {
  Mime whole(libcurl().mime_init(handle)), texts(libcurl().mime_init(handle));
  add_text(texts.get(), letter.plain, "text/plain; charset=utf-8");
  add_text(texts.get(), letter.html, "text/html; charset=utf-8");
  curl_mimepart* const first = libcurl().mime_addpart(whole.get());
  libcurl().mime_subparts(first, texts.release());
  libcurl().mime_type(first, "multipart/alternative");
  for (const Letter::Attachment& attachment : letter.attachments) {
    curl_mimepart* const part = libcurl().mime_addpart(whole.get());
    libcurl().mime_data(part, attachment.bytes.data(), attachment.bytes.size());
    libcurl().mime_type(part, attachment.mimetype.c_str());
    libcurl().mime_filename(part, attachment.name.c_str());
    libcurl().mime_encoder(part, "base64");
  }
  return whole;
}

Handle connection(const SmtpServer& server, std::string& error) {
  Handle handle(libcurl().easy_init());
  if (!handle) throw SmtpFailure("libcurl does not start");
  CURL* const curl = handle.get();
  const bool by_ssl = server.encryption == SmtpServer::Encryption::ssl;
  libcurl().easy_setopt(curl, CURLOPT_URL,
                        fmt::format("{}://{}:{}", by_ssl ? "smtps" : "smtp", server.host, server.port).c_str());
  const bool encrypted = server.encryption != SmtpServer::Encryption::none;
  libcurl().easy_setopt(curl, CURLOPT_USE_SSL, encrypted ? CURLUSESSL_ALL : CURLUSESSL_NONE);
  libcurl().easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, server.verify_certificate ? 1L : 0L);
  libcurl().easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, server.verify_certificate ? 2L : 0L);
  if (!server.user.empty()) {
    libcurl().easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
    libcurl().easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
  }
  libcurl().easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(server.timeout.count()));
  libcurl().easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  libcurl().easy_setopt(curl, CURLOPT_ERRORBUFFER, error.data());
  return handle;
}

void perform(CURL* curl, const std::string& error) {
  const CURLcode code = libcurl().easy_perform(curl);
  if (code == CURLE_OK) return;
  long refused = 0;
  libcurl().easy_getinfo(curl, CURLINFO_OS_ERRNO, &refused);
  const std::string words = error.front() == '\0' ? libcurl().easy_strerror(code) : error.c_str();
  throw SmtpFailure(refused == 0 ? words : fmt::format("{}\n{}", refused, words));
}

std::string error_buffer() { return std::string(CURL_ERROR_SIZE, '\0'); }

std::size_t forget_bytes(char*, std::size_t size, std::size_t count, void*) { return size * count; }

}  // namespace

void send_letter(const SmtpServer& server, const Letter& letter, std::chrono::system_clock::time_point date) {
  std::string error = error_buffer();
  const Handle handle = connection(server, error);
  CURL* const curl = handle.get();
  const List lines = headers(letter, date);
  const Mime mime = body(curl, letter);
  List receivers;
  for (const std::string& address : letter.receiver_addresses) append(receivers, "<" + on_one_line(address) + ">");
  libcurl().easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + on_one_line(letter.sender_address) + ">").c_str());
  libcurl().easy_setopt(curl, CURLOPT_MAIL_RCPT, receivers.get());
  libcurl().easy_setopt(curl, CURLOPT_HTTPHEADER, lines.get());
  libcurl().easy_setopt(curl, CURLOPT_MIMEPOST, mime.get());
  perform(curl, error);
}

void greet(const SmtpServer& server) {
  std::string error = error_buffer();
  const Handle handle = connection(server, error);
  libcurl().easy_setopt(handle.get(), CURLOPT_NOBODY, 1L);
  libcurl().easy_setopt(handle.get(), CURLOPT_CUSTOMREQUEST, "NOOP");
  libcurl().easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, forget_bytes);
  perform(handle.get(), error);
}

}  // namespace paridoo::addons::base
