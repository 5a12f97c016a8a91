// Boost.Beast parses the protocol (RFC 9112) and nothing more: one request a connection, bodies
// with a length alone, everything limited in size and in time.

#include "engine/serve/http.hpp"

#include "engine/files/files.hpp"
#include "engine/serve/messages.hpp"
#include "engine/serve/peer.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <deque>
#include <fcntl.h>
#include <limits>
#include <memory>
#include <optional>
#include <sys/mman.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <utility>  // before Asio: GCC 12 in C++20 misses std::exchange there

namespace engine::serve {

namespace {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Failed = boost::system::error_code;

/// Cookies of all servers of this machine come along, since they know no ports.
constexpr std::uint32_t most_of_header = 64 * 1024;
constexpr std::uint16_t accepted_at_once = 32;

/// The bytes of a file, as they lie in the system's cache and not in this program's memory.
class Mapped {
 public:
  explicit Mapped(int file, std::size_t size) : size_{size} {
    if (size > 0) at_ = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  }
  ~Mapped() {
    if (is_there()) ::munmap(at_, size_);
  }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  bool is_there() const { return at_ != MAP_FAILED && size_ > 0; }
  std::string_view bytes() const {
    return is_there() ? std::string_view{static_cast<const char*>(at_), size_} : "";
  }

 private:
  void* at_ = MAP_FAILED;
  std::size_t size_;
};

/// Every value of a header, joined as one list.
template <class Fields>
std::string joined(const Fields& fields, boost::string_view name) {
  std::string all;
  const auto [first, last] = fields.equal_range(name);
  for (auto at = first; at != last; ++at) {
    if (at != first) all += ',';
    all.append(at->value().data(), at->value().size());
  }
  return all;
}

template <class Message>
Head head_of(const Message& asked) {
  Head head;
  head.method = std::string{asked.method_string()};
  head.target = std::string{asked.target()};
  head.hosts = static_cast<int>(asked.count(http::field::host));
  head.host = joined(asked, "Host");
  head.origin = joined(asked, "Origin");
  head.fetch_site = joined(asked, "Sec-Fetch-Site");
  head.fetch_mode = joined(asked, "Sec-Fetch-Mode");
  head.fetch_dest = joined(asked, "Sec-Fetch-Dest");
  head.cookie = joined(asked, "Cookie");
  head.content_type = joined(asked, "Content-Type");
  // Twice the same, or as a list, is nothing that a browser sends.
  const std::string lengths = joined(asked, "Content-Length");
  head.lengths = lengths.empty() ? 0 : 1 + static_cast<int>(std::ranges::count(lengths, ','));
  head.has_transfer_encoding = asked.count(http::field::transfer_encoding) > 0;
  return head;
}

/// A private file that no folder lists.
files::Descriptor unnamed_file(const std::string& folder) {
  files::Descriptor file{::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)};
  if (file) return file;
  std::string path = folder + "/upload-XXXXXX";  // of a file system that has no other way
  files::Descriptor named{::mkostemp(path.data(), O_CLOEXEC)};
  if (named) ::unlink(path.c_str());
  return named;
}

int status_of(const Failed& failed) {
  if (failed == http::error::header_limit) return 431;
  return failed == http::error::body_limit ? 413 : 400;
}

/// What every answer says: nothing of it is kept, framed, guessed at, or shown to another site.
template <class Message>
void add_headers(Message& message, const Reply& reply) {
  message.set(http::field::content_type, reply.type);
  message.set(http::field::cache_control, "no-store");
  message.set("X-Content-Type-Options", "nosniff");
  message.set("Cross-Origin-Opener-Policy", "same-origin");
  message.set("Cross-Origin-Resource-Policy", "same-origin");
  message.set("Referrer-Policy", "same-origin");
  message.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  message.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  for (const auto& [name, value] : reply.headers) {
    if (value.find_first_of("\r\n") == value.npos) message.set(name, value);
  }
  message.keep_alive(false);
}

}  // namespace

Reply see(std::string place) {
  return {303, "text/plain", "", {{"Location", std::move(place)}}};
}

struct Listener::Inside {
  explicit Inside(const Options& given) : options{given} {}

  Options options;
  // Sessions that are given up when the context ends ask these two.
  bool is_over = false;
  int connections = 0;
  asio::io_context io{1};
  tcp::acceptor acceptor{io};
  asio::steady_timer idle{io}, pause{io};
  asio::signal_set signals{io};
  const Peers peers;
  const Guard* guard = nullptr;
  const Answers* answers = nullptr;
  bool is_accepting = false;
  End end = End::asked;
  std::uint64_t number = 0;  ///< of the last connection
  /// What takes long, one after the other: done in a thread, and then told in that of the others.
  struct Job {
    std::function<void()> work;
    std::function<void(bool is_done)> then;
  };
  std::deque<Job> jobs;  ///< the first one is being done
  std::thread aside;

  /// The last answer has a second to be read; then the context gives up who is still there.
  void stop(End why) {
    if (is_over) return;
    is_over = true;
    end = why;
    if (answers->end) answers->end();
    Failed ignored;
    acceptor.close(ignored);
    pause.cancel();
    signals.cancel(ignored);
    if (connections == 0) return io.stop();
    idle.expires_after(std::chrono::seconds{1});
    idle.async_wait([this](const Failed& failed) {
      if (!failed) io.stop();
    });
  }

  void wait_for_somebody() {
    if (is_over) return;
    idle.expires_after(options.idle);
    idle.async_wait([this](const Failed& failed) {
      if (!failed) stop(End::idle);
    });
  }

  /// The user id of who is at the other end; ours where the system does not tell.
  bool is_same_user(const tcp::socket& socket) const {
    if (!peers.are_told()) return true;  // told at the start (W870)
    Failed failed;
    const auto peer = socket.remote_endpoint(failed);
    if (failed) return false;
    return peers.user(peer.port(), acceptor.local_endpoint(failed).port()) == ::geteuid();
  }

  void do_aside(Job job) {
    jobs.push_back(std::move(job));
    if (jobs.size() == 1) begin_job();
  }
  void begin_job();
  void end_job(bool is_done);

  void accept();
  void accept_later();
  class Session;
};

/// One connection: a head, perhaps a body, an answer, the end.
class Listener::Inside::Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Inside& inside, tcp::socket socket)
      : inside_{inside}, stream_{std::move(socket)}, number_{++inside.number} {
    ++inside_.connections;
    head_parser_.emplace();
    head_parser_->header_limit(most_of_header);
    // How long it may be is for the guard to say; Beast takes every body for more than "no limit".
    head_parser_->body_limit(std::numeric_limits<std::uint64_t>::max());
  }
  ~Session() {
    --inside_.connections;
    if (inside_.is_over) {
      if (inside_.connections == 0) inside_.io.stop();
    } else if (!inside_.is_accepting) {
      inside_.accept();
    }
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void start() {
    stream_.expires_after(std::min(inside_.options.head, inside_.options.request));
    read_head();
  }

 private:
  /// Piece by piece, since Beast takes a field that goes on in the next line as one (RFC 9112
  /// §5.2), which is refused here.
  void read_head() {
    stream_.async_read_some(
        buffer_.prepare(most_of_header),
        [self = shared_from_this()](const Failed& failed, std::size_t count) {
          if (!failed) self->on_some(count);
        }
    );
  }

  void on_some(std::size_t count) {
    buffer_.commit(count);
    const auto bytes = buffer_.cdata();
    const std::string_view head{static_cast<const char*>(bytes.data()), bytes.size()};
    const auto head_end = head.find("\r\n\r\n");
    if (std::min(head.find("\n "), head.find("\n\t")) < head_end) return send({.status = 400});
    Failed failed;
    buffer_.consume(head_parser_->put(bytes, failed));
    if (failed == http::error::need_more) return read_head();
    if (failed) return send({.status = status_of(failed)});
    on_head();
  }

  void on_head() {
    const auto& asked = head_parser_->get();
    head_ = head_of(asked);
    if (const auto length = head_parser_->content_length()) head_.length = *length;
    is_head_alone_ = head_.method == "HEAD";
    if (const auto status = inside_.guard->refuses(head_)) return refuse(*status);
    if (inside_.guard->has_cookie(head_)) inside_.wait_for_somebody();
    stream_.expires_after(inside_.options.request);
    const auto target = read_target(head_.target);
    if (!target) return send({.status = 404});
    target_ = *target;
    if (head_.method != "POST") return reply("");
    if (most_bytes_of(head_.target) == Guard::most_of_upload)
      read_upload();
    else
      read_form();
  }

  void read_form() {
    form_parser_.emplace(std::move(*head_parser_));
    form_parser_->body_limit(most_bytes_of(head_.target));
    http::async_read(
        stream_,
        buffer_,
        *form_parser_,
        [self = shared_from_this()](const Failed& error, std::size_t) {
          if (error) return self->send({.status = status_of(error)});
          self->reply(self->form_parser_->get().body());
        }
    );
  }

  /// What is uploaded goes to the disk as it comes, so that the memory stays flat; without a name,
  /// so that nothing of it stays, whatever ends the program.
  void read_upload() {
    upload_ = unnamed_file(inside_.options.scratch);
    file_parser_.emplace(std::move(*head_parser_));
    file_parser_->body_limit(most_bytes_of(head_.target));
    Failed failed;
    beast::file_posix file;
    file.native_handle(::fcntl(upload_.get(), F_DUPFD_CLOEXEC, 0));
    if (file.is_open()) file_parser_->get().body().reset(std::move(file), failed);
    if (failed || !file_parser_->get().body().is_open()) return refuse(507);
    http::async_read(
        stream_,
        buffer_,
        *file_parser_,
        [self = shared_from_this()](const Failed& error, std::size_t) { self->on_upload(error); }
    );
  }

  void on_upload(const Failed& failed) {
    if (failed) return send({.status = status_of(failed)});
    file_parser_.reset();
    struct stat is {};
    if (::fstat(upload_.get(), &is) != 0) return refuse(507);
    mapped_.emplace(upload_.get(), static_cast<std::size_t>(is.st_size));
    reply(mapped_->bytes());
  }

  void reply(std::string_view body) {
    Reply made;
    try {
      made = inside_.answers->answer(
          {head_.method == "POST", target_, head_.target, head_.content_type, body, number_}
      );
    } catch (const std::exception&) {
      // One request that we are at fault for takes no page, and nothing typed, from the others.
      return refuse(500);
    }
    if (made.first) return do_first(std::move(made.first), body);
    send(std::move(made));
  }

  void do_first(std::function<void()> work, std::string_view body) {
    stream_.expires_never();
    inside_.do_aside({std::move(work), [self = shared_from_this(), body](bool is_done) {
                        if (is_done)
                          self->reply(body);
                        else
                          self->refuse(500);
                      }});
  }

  /// What a page of ours has sent is told why at another address (Kept), and who looks at it that
  /// they are not let in; all else a status alone.
  void refuse(int status) {
    if (status == 403 && inside_.guard->is_looked_at(head_))
      return send(inside_.answers->turned_away());
    const bool is_told = status == 413 || status == 500 || status == 507;
    if (is_told && head_.method == "POST" && inside_.guard->is_ours(head_))
      return send(see("/told?status=" + std::to_string(status)));
    send({.status = status});
  }

  void send(Reply reply) {
    is_last_ = reply.is_last;
    response_.result(static_cast<unsigned>(reply.status));
    response_.version(11);
    add_headers(response_, reply);
    response_.body() = std::move(reply.body);
    response_.prepare_payload();
    if (is_head_alone_) response_.body().clear();  // its length stays
    stream_.expires_after(inside_.options.request);
    http::async_write(
        stream_,
        response_,
        [self = shared_from_this()](const Failed& failed, std::size_t) {
          if (self->is_last_) self->inside_.stop(End::asked);
          if (!failed) self->close();
        }
    );
  }

  /// Waits for the other end to have read the answer: closing at once would throw away what it
  /// still sends, and the answer with it.
  void close() {
    Failed ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(std::chrono::seconds{1});
    wait_for_end();
  }
  void wait_for_end() {
    stream_.async_read_some(
        asio::buffer(rest_),
        [self = shared_from_this()](const Failed& failed, std::size_t) {
          if (!failed) self->wait_for_end();
        }
    );
  }

  Inside& inside_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{std::size_t{2} * most_of_header};
  std::optional<http::request_parser<http::empty_body>> head_parser_;
  std::optional<http::request_parser<http::string_body>> form_parser_;
  std::optional<http::request_parser<http::file_body>> file_parser_;
  std::optional<Mapped> mapped_;
  http::response<http::string_body> response_;
  Head head_;
  Target target_;
  files::Descriptor upload_;
  std::array<char, 4096> rest_{};
  std::uint64_t number_;
  bool is_head_alone_ = false, is_last_ = false;
};

void Listener::Inside::accept() {
  is_accepting = acceptor.is_open() && connections < options.connections;
  if (!is_accepting) return;
  acceptor.async_accept([this](const Failed& failed, tcp::socket socket) {
    is_accepting = false;
    if (failed == asio::error::operation_aborted) return;
    // Whoever is another user is gone before a byte of theirs is read.
    if (!failed && is_same_user(socket))
      std::make_shared<Session>(*this, std::move(socket))->start();
    if (failed) return accept_later();
    if (!is_accepting) accept();
  });
}

/// Where there is no room for another connection, asking at once would ask for ever.
void Listener::Inside::accept_later() {
  is_accepting = true;
  pause.expires_after(std::chrono::milliseconds{100});
  pause.async_wait([this](const Failed& failed) {
    is_accepting = false;
    if (!failed) accept();
  });
}

void Listener::Inside::begin_job() {
  const auto work = [this, goes_on = asio::make_work_guard(io), &job = jobs.front()] {
    bool is_done = true;
    try {
      job.work();
    } catch (const std::exception&) {
      is_done = false;
    }
    asio::post(io, [this, is_done] { end_job(is_done); });
  };
  try {
    aside = std::thread{work};
  } catch (const std::exception&) {
    end_job(false);  // the system has no room for another thread
  }
}

void Listener::Inside::end_job(bool is_done) {
  if (aside.joinable()) aside.join();
  const Job job = std::move(jobs.front());
  jobs.pop_front();
  if (!jobs.empty()) begin_job();
  job.then(is_done);
}

Listener::Listener(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
Listener::~Listener() = default;

Result<std::unique_ptr<Listener>> Listener::open(const Options& options, Diagnostics& out) {
  auto inside = std::make_unique<Inside>(options);
  const tcp::endpoint here{asio::ip::address_v4::loopback(), options.port};
  Failed failed;
  inside->acceptor.open(here.protocol(), failed);
  // Who is started by us, the browser first, does not keep the port when we have ended.
  if (!failed) ::fcntl(inside->acceptor.native_handle(), F_SETFD, FD_CLOEXEC);
  if (!failed) inside->acceptor.set_option(tcp::acceptor::reuse_address{true}, failed);
  if (!failed) inside->acceptor.bind(here, failed);
  if (!failed) inside->acceptor.listen(accepted_at_once, failed);
  if (failed)
    return out.error(
        messages::cannot_listen(options.port, failed.message()),
        {},
        {"leave out --port: a free one is found"}
    );
  // From here on a signal waits for run(): a folder that was made is taken away again.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) inside->signals.add(signal);
  if (!inside->peers.are_told()) out.warn(messages::peer_unknown, {});
  return std::unique_ptr<Listener>{new Listener{std::move(inside)}};
}

std::uint16_t Listener::port() const {
  return inside_->acceptor.local_endpoint().port();
}

Listener::End Listener::run(const Guard& guard, const Answers& answers) {
  inside_->guard = &guard;
  inside_->answers = &answers;
  inside_->signals.async_wait([this](const Failed& failed, int) {
    if (!failed) inside_->stop(End::signal);
  });
  inside_->wait_for_somebody();
  inside_->accept();
  inside_->io.run();
  if (inside_->aside.joinable()) inside_->aside.join();
  inside_->jobs.clear();
  return inside_->end;
}

}  // namespace engine::serve
