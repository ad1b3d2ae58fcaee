/* Logs, in their order, the system calls by which a process changes one SQLite file, its -wal and -journal and the
 * directory they stand in. Preloaded into a writer; what it logs is replayed with what was not synced taken away.
 *
 * One record: the call ('W' write, 'S' sync, 'T' truncate, 'U' unlink), the file (0 main, 1 -wal, 2 -journal,
 * 3 directory), offset or size as 8 bytes, length as 8 bytes, then so many bytes. The writer adds its own 'A'
 * records for what it acknowledges. A lock on the log keeps the order true for several writers.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/types.h>
#include <unistd.h>

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pwrite64)(int, const void *, size_t, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_ftruncate64)(int, off64_t);
static int (*real_unlink)(const char *);

static char main_file[PATH_MAX];
static char directory[PATH_MAX];
static int log_fd = -1;

__attribute__((constructor)) static void begin(void) {
  real_write = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  real_pwrite = (ssize_t(*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite");
  real_pwrite64 = (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
  real_fsync = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = (int (*)(int, off_t))dlsym(RTLD_NEXT, "ftruncate");
  real_ftruncate64 = (int (*)(int, off64_t))dlsym(RTLD_NEXT, "ftruncate64");
  real_unlink = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
  const char *file = getenv("RISKWARD_POWERCUT_FILE");
  const char *log = getenv("RISKWARD_POWERCUT_LOG");
  if (!file || !log || strlen(file) >= sizeof main_file) return;
  strcpy(main_file, file);
  strcpy(directory, file);
  char *slash = strrchr(directory, '/');
  if (slash) *slash = 0;
  log_fd = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

/* The number of a file by its path; -1 for any other. */
static int number_of(const char *path) {
  size_t length = strlen(main_file);
  if (log_fd < 0) return -1;
  if (strcmp(path, directory) == 0) return 3;
  if (strncmp(path, main_file, length) != 0) return -1;
  if (path[length] == 0) return 0;
  if (strcmp(path + length, "-wal") == 0) return 1;
  if (strcmp(path + length, "-journal") == 0) return 2;
  return -1;
}

static int number_of_fd(int fd) {
  char link[64], path[PATH_MAX];
  if (log_fd < 0) return -1;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return -1;
  path[length] = 0;
  return number_of(path);
}

static void put(const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    ssize_t done = real_write(log_fd, at, length);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) abort();
    at += done;
    length -= (size_t)done;
  }
}

static void record(char call, int file, uint64_t offset, const void *bytes, uint64_t length) {
  unsigned char head[18];
  head[0] = (unsigned char)call;
  head[1] = (unsigned char)file;
  for (int i = 0; i < 8; i++) {
    head[2 + i] = (unsigned char)(offset >> (8 * i));
    head[10 + i] = (unsigned char)(length >> (8 * i));
  }
  put(head, sizeof head);
  if (length) put(bytes, length);
}

/* Runs a call and logs it, in one piece for all writers. */
#define LOGGED(type, file, call, done, log)  \
  do {                                       \
    flock(log_fd, LOCK_EX);                  \
    type done = (call);                      \
    int kept = errno;                        \
    if (done >= 0) log;                      \
    flock(log_fd, LOCK_UN);                  \
    errno = kept;                            \
    return done;                             \
  } while (0)

ssize_t write(int fd, const void *bytes, size_t length) {
  int file = number_of_fd(fd);
  if (file < 0) return real_write(fd, bytes, length);
  off_t at = lseek(fd, 0, SEEK_CUR);
  LOGGED(ssize_t, file, real_write(fd, bytes, length), done,
         record('W', file, (uint64_t)at, bytes, (uint64_t)done));
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  int file = number_of_fd(fd);
  if (file < 0) return real_pwrite(fd, bytes, length, at);
  LOGGED(ssize_t, file, real_pwrite(fd, bytes, length, at), done,
         record('W', file, (uint64_t)at, bytes, (uint64_t)done));
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  int file = number_of_fd(fd);
  if (file < 0) return real_pwrite64(fd, bytes, length, at);
  LOGGED(ssize_t, file, real_pwrite64(fd, bytes, length, at), done,
         record('W', file, (uint64_t)at, bytes, (uint64_t)done));
}

int fsync(int fd) {
  int file = number_of_fd(fd);
  if (file < 0) return real_fsync(fd);
  LOGGED(int, file, real_fsync(fd), done, record('S', file, 0, 0, 0));
}

int fdatasync(int fd) {
  int file = number_of_fd(fd);
  if (file < 0) return real_fdatasync(fd);
  LOGGED(int, file, real_fdatasync(fd), done, record('S', file, 0, 0, 0));
}

int ftruncate(int fd, off_t size) {
  int file = number_of_fd(fd);
  if (file < 0) return real_ftruncate(fd, size);
  LOGGED(int, file, real_ftruncate(fd, size), done, record('T', file, (uint64_t)size, 0, 0));
}

int ftruncate64(int fd, off64_t size) {
  int file = number_of_fd(fd);
  if (file < 0) return real_ftruncate64(fd, size);
  LOGGED(int, file, real_ftruncate64(fd, size), done, record('T', file, (uint64_t)size, 0, 0));
}

int unlink(const char *path) {
  int file = number_of(path);
  if (file < 0) return real_unlink(path);
  LOGGED(int, file, real_unlink(path), done, record('U', file, 0, 0, 0));
}
