using Onair.Api.LiveStreams;
using Onair.Operator.Archives;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Tests.Unit.Operator.ArchiveSplits.Decisions;
using Onair.Tests.Unit.Recordings;

namespace Onair.Tests.Unit.Operator.Archives;

#pragma warning disable CA1001 // xunit calls DisposeAsync.
/// <summary>Of an archive only that is read which a split needs.</summary>
public sealed class ArchiveReaderTests : IAsyncLifetime
{
    private readonly ArchiveIndexer _indexer = ArchiveRig.Indexer();
    private readonly CancellationTokenSource _end = new();
    private ArchiveReader _archives = null!;
    private Task _running = null!;

    public Task InitializeAsync()
    {
        _archives = new(_indexer);
        _running = _indexer.RunAsync(_end.Token);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _archives.Dispose();
        _indexer.Dispose();
        _end.Dispose();
    }

    [Theory]
    [InlineData(ArchiveIndexing.OnDemand, null)]
    [InlineData(ArchiveIndexing.Ahead, "s3://archive/show")]
    public void A_session_that_nobody_cuts_is_read_only_where_its_stream_wants_it(ArchiveIndexing index, string? expected)
    {
        var stream = new LiveStream
        {
            Spec = new() { Archive = new() { Index = index } },
            Status = new() { CurrentSessionId = "s", Sessions = [new() { Id = "s", ArchivePath = "s3://archive/show", RunningAt = DateTimeOffset.UnixEpoch }] },
        };

        ArchiveIndexTask.ArchiveOf(stream).ShouldBe(expected);
    }

    [Fact]
    public async Task A_split_reads_the_ends_of_all_segments_and_the_whole_of_those_that_it_overlaps()
    {
        await using var rig = await ArchiveRig.StartAsync("p", segments: 10);
        await UntilAsync(async () => (await _archives.LookAsync(rig.Account, ArchiveRig.Folder, null, null, default)).NotIndexed == 0);
        rig.Whole.ShouldBeEmpty();
        var read = rig.Read;
        read.Count.ShouldBe(20);
        read.Bytes.ShouldBeLessThan(10 * 330_000);
        var view = SplitViews.Accepted with
        {
            Spec = SplitViews.Declared((7, 9.5), (0, 0), (0, 0)).Spec,
            Archive = await _archives.LookAsync(rig.Account, ArchiveRig.Folder, null, null, default),
        };
        view.Archive.Recording.Seconds.ShouldBe(20, 0.001);

        _archives.Index(rig.Account, ArchiveRig.Folder, DecideArchiveSplit.ToIndex(view));
        await UntilAsync(async () => CoverageIn(view, await _archives.LookAsync(rig.Account, ArchiveRig.Folder, null, null, default)) is Coverage.Ready);

        // Seconds 7 to 9.5 are in the segments of 6 to 8 and 8 to 10; the next one has some of the sound.
        rig.Whole.ShouldBe(["archive.000003.ts", "archive.000004.ts", "archive.000005.ts"]);
        rig.Read.Count.ShouldBe(23);
        rig.Keys.Count(k => k.EndsWith(".gops.json", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task Of_a_folder_that_two_sessions_share_each_sees_what_was_stored_in_its_time()
    {
        await using var rig = await ArchiveRig.StartAsync("p", segments: 5);
        DateTimeOffset? boundary = Tape.Start.AddSeconds(6);
        await UntilAsync(async () => (await _archives.LookAsync(rig.Account, ArchiveRig.Folder, null, null, default)).NotIndexed == 0);

        (await _archives.LookAsync(rig.Account, ArchiveRig.Folder, null, boundary, default)).Recording.Seconds.ShouldBe(6, 0.001);
        (await _archives.LookAsync(rig.Account, ArchiveRig.Folder, boundary, null, default)).Recording.Seconds.ShouldBe(4, 0.001);
    }

    [Fact]
    public async Task Prefetches_each_segment_once_as_a_whole()
    {
        await using var rig = await ArchiveRig.StartAsync("p", segments: 3);

        for (var i = 0; i < 2; i++)
        {
            await _archives.IndexAllAsync(rig.Account, ArchiveRig.Folder, default);
            await UntilAsync(() => Task.FromResult(rig.Keys.Count == 6));
        }

        rig.Whole.ShouldBe(["archive.000000.ts", "archive.000001.ts", "archive.000002.ts"]);
        rig.Read.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_delays_no_other()
    {
        await using ArchiveRig slow = await ArchiveRig.StartAsync("slow", segments: 5), fast = await ArchiveRig.StartAsync("fast", segments: 5);
        slow.Block();
        await _archives.IndexAllAsync(slow.Account, ArchiveRig.Folder, default);

        await _archives.IndexAllAsync(fast.Account, ArchiveRig.Folder, default);
        await UntilAsync(() => Task.FromResult(fast.Keys.Count == 10));

        slow.Open();
        await UntilAsync(() => Task.FromResult(slow.Keys.Count == 10));
    }

    private static Coverage? CoverageIn(ArchiveSplitView split, ArchiveView archive) => DecideArchiveSplit.CoverageOf(split with { Archive = archive }, 0);

    private static Task UntilAsync(Func<Task<bool>> condition) => Eventually.ShouldBeAsync(condition, () => "the archive is read", 30);
}
