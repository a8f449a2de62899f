using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Archive;
using Onair.Emulator.Media.Ts;
using Onair.Emulator.S3;

namespace Onair.Tests.Unit.Emulator.Media.Archive;

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
    public async Task The_next_run_stores_segments_that_a_crash_left(bool whole)
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
    [InlineData("", "", new[] { "d/s.000000.ts", "d/s.000001.ts" }, "third")]
    [InlineData("_1", "_2", new[] { "d/s_1.000000.ts", "d/s_1.000001.ts", "d/s_2.000000.ts" }, "first")]
    public async Task A_restarted_pipeline_counts_from_0_and_overwrites_what_has_its_name(string before, string after, string[] keys, string first)
    {
        await using var spool = Spool();
        Segments(Writer(spool, before), "first", "second");
        await spool.DrainAsync("c1", default);
        Segments(Writer(spool, after), "third");
        await spool.DrainAsync("c1", default);

        _store.Objects.Keys.Order(StringComparer.Ordinal).ShouldBe(keys);
        _store.Objects[keys[0]].ShouldBe(first);
    }

    [Fact]
    public async Task A_pipeline_that_fails_loses_the_segment_that_it_was_writing()
    {
        await using var spool = Spool();
        var writer = Writer(spool, "");
        Segments(writer, "first");
        writer.Open(0);
        writer.Write("lost"u8);

        writer.Fail();
        writer.Write("more"u8);
        writer.Close(Cut);

        writer.HasFailed.ShouldBeTrue();
        writer.Open(0).ShouldBeNull();
        await spool.DrainAsync("c1", default);
        _store.Objects.ShouldHaveSingleItem().Value.ShouldBe("first");
        Files().ShouldBeEmpty();
    }

    private static CutSegment Cut => new(0, 0, 0, null!, null!);

    private static ArchiveWriter Writer(ArchiveSpool spool, string modifier) => new("c1", new ArchivePlan(0, "archive", "d/s", modifier, 10), spool);

    private static void Segments(ArchiveWriter writer, params string[] contents)
    {
        foreach (var content in contents)
        {
            writer.Open(0).ShouldBe(10);
            writer.Write(System.Text.Encoding.UTF8.GetBytes(content));
            writer.Close(Cut);
        }
    }

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
