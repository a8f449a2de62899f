using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Archive;
using Onair.Emulator.S3;

namespace Onair.Tests.Unit.Emulator.Media;

public sealed class ArchiveSpoolTests : IDisposable
{
    private static readonly ArchivePart Part = new("c1", "archive", "day/s.000000.ts");

    private readonly string _directory = Directory.CreateTempSubdirectory("onair-spool-").FullName;
    private readonly FailingStore _store = new();

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_segment_is_put_again_until_the_store_takes_it()
    {
        await using var spool = Spool();
        _store.Failures = 2;

        Record(spool, "video");
        await spool.DrainAsync("c1", default);

        _store.Objects["day/s.000000.ts"].ShouldBe("video");
        spool.Recent.ShouldHaveSingleItem().Part.ShouldBe(Part);
        Files().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_crash_left_is_stored_by_the_next_run(bool whole)
    {
        _store.Failures = int.MaxValue;
        await using (var crashed = Spool())
        {
            if (whole) Record(crashed, "video");
            else Write(crashed.Open(Part).File, "video");
        }

        _store.Objects.ShouldBeEmpty();
        _store.Failures = 0;
        await using var spool = Spool();
        spool.Recover();
        await spool.DrainAsync("c1", default);

        _store.Objects["day/s.000000.ts"].ShouldBe("video");
    }

    [Fact]
    public async Task Nobody_waits_for_a_bucket_that_is_gone_but_the_recording_is_kept()
    {
        await using var spool = Spool();
        _store.Missing = true;

        Record(spool, "video");
        await spool.DrainAsync("c1", default);

        Files().Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("d/s_720p.", new string[0], 0)]
    [InlineData("d/s_720p.", new[] { "d/s_720p.000000.ts", "d/s_720p.000007.ts", "d/s_480p.000009.ts" }, 8)]
    [InlineData("d/s_720p.", new[] { "d/s_720p.ts", "d/s_720p.x.ts", "d/s_720p.000003.m3u8" }, 0)]
    public void The_counter_goes_on_behind_what_there_is(string prefix, string[] keys, int next) =>
        ArchiveWriter.NextCounter(prefix, keys).ShouldBe(next);

    private static void Record(ArchiveSpool spool, string content)
    {
        var (id, file) = spool.Open(Part);
        Write(file, content);
        spool.Complete(id, Part);
    }

    private static void Write(FileStream file, string content)
    {
        using (file) file.Write(System.Text.Encoding.UTF8.GetBytes(content));
    }

    private ArchiveSpool Spool() => new(
        new MediaOptions([1, 2], _directory), _store, TimeProvider.System, NullLogger<ArchiveSpool>.Instance);

    private string[] Files() => Directory.GetFiles(Path.Combine(_directory, "archive"));

    private sealed class FailingStore : IObjectStore
    {
        private int _attempts;

        public int Failures { get; set; }

        public bool Missing { get; set; }

        public ConcurrentDictionary<string, string> Objects { get; } = new();

        public bool BucketExists(string bucket) => !Missing;

        public async Task PutAsync(
            string bucket, string key, Stream content, IReadOnlyDictionary<string, string>? metadata, CancellationToken cancellationToken)
        {
            if (Missing) throw new DirectoryNotFoundException(bucket);
            if (_attempts++ < Failures) throw new IOException("the store is restarting");
            using var reader = new StreamReader(content);
            Objects[key] = await reader.ReadToEndAsync(cancellationToken);
        }

        public Stream? OpenRead(string bucket, string key) => null;

        public IEnumerable<(string Key, long Size)> List(string bucket, string prefix) => [];
    }
}
