using Amazon.Runtime;
using Onair.Api.ArchiveSplits;
using Onair.Operator;
using Onair.Operator.ArchiveSplits;
using Onair.Operator.ArchiveSplits.Downloads;
using Onair.Operator.AwsAccounts;
using Onair.Tests.Unit.Aws.Loopback;

namespace Onair.Tests.Unit.Operator.ArchiveSplits.Downloads;

/// <summary>Which files get a presigned URL: a status is no proof of whose a file is, and the metadata in S3 is.</summary>
public sealed class DownloadUrlsTests : IAsyncLifetime, IDisposable
{
    private readonly Dictionary<string, string?> _stored = new(StringComparer.Ordinal);
    private readonly DownloadUrls _urls = new(TimeProvider.System);

    private LoopbackService _s3 = null!;
    private ProviderAccount _account = null!;

    public async Task InitializeAsync()
    {
        _s3 = await LoopbackService.StartAsync(r => _stored.TryGetValue(r.RawPath, out var uid)
            ? new Reply(200, []) { Headers = uid is null ? [] : new() { ["x-amz-meta-onair-uid"] = uid } } : new Reply(404, []));
        _account = new("p", new() { Region = "eu-central-1", EndpointUrl = _s3.Url }, new BasicAWSCredentials("onair", "secret"));
    }

    public async Task DisposeAsync() => await _s3.DisposeAsync();

    public void Dispose()
    {
        _urls.Dispose();
        _account.Dispose();
    }

    [Fact]
    public async Task Signs_the_MP4_of_each_completed_section()
    {
        Store("/output/show/cut/index_0", "mine");
        Store("/output/show/cut/index_1", "mine");

        var signed = await SignAsync(Status("s3://output/show/cut", SplitSectionState.Completed, SplitSectionState.Running));

        signed.Files.ShouldBe(1);
        signed.Urls.Keys.ShouldBe(["index_0.mp4"]);
        signed.Urls["index_0.mp4"].ShouldNotBeNull().ShouldStartWith($"{_s3.Url}/output/show/cut/index_0.mp4?");
        signed.ToString().ShouldBe("1 URLs", "a log must not have them");
    }

    [Fact]
    public async Task Signs_nothing_of_a_folder_that_only_the_status_claims()
    {
        Store("/output/board/minutes/index_0", "somebody-else");

        (await SignAsync(Status("s3://output/board/minutes", SplitSectionState.Completed))).Files.ShouldBe(0);
    }

    [Fact]
    public async Task Takes_no_notice_of_the_URL_in_the_status()
    {
        Store("/output/show/cut/index_0", "mine");
        var status = Status("s3://output/show/cut", SplitSectionState.Completed);

        var signed = await SignAsync(status with { Sections = [status.Sections[0] with { OutputUrl = "s3://output/board/minutes/index_0.mp4" }] });

        signed.Urls["index_0.mp4"].ShouldNotBeNull().ShouldStartWith($"{_s3.Url}/output/show/cut/index_0.mp4?");
    }

    [Fact]
    public async Task Signs_no_file_that_is_gone()
    {
        _stored["/output/show/cut/index_0.m3u8"] = "mine";

        (await SignAsync(Status("s3://output/show/cut", SplitSectionState.Completed))).Urls.ShouldBe(new Dictionary<string, string?> { ["index_0.mp4"] = null });
    }

    [Fact]
    public async Task Looks_up_each_file_once()
    {
        Store("/output/show/cut/index_0", "mine");
        var status = Status("s3://output/show/cut", SplitSectionState.Completed);

        await SignAsync(status);
        var calls = _s3.Requests.Count;
        (await SignAsync(status)).Files.ShouldBe(1);

        _s3.Requests.Count.ShouldBe(calls);
    }

    private void Store(string name, string uid) => (_stored[$"{name}.m3u8"], _stored[$"{name}.mp4"]) = (uid, null);

    private Task<SignedDownloads> SignAsync(ArchiveSplitStatus status)
    {
        var split = new ArchiveSplit { Metadata = new() { Name = "cut", NamespaceProperty = "demo", Uid = "mine" }, Spec = new() }.With(status);
        var options = new OperatorOptions();
        return _urls.SignAsync(
            new ArchiveSplitRound(split, ArchiveSplitRound.Begun(split, options, TimeProvider.System.GetUtcNow()), options, TimeProvider.System) { Account = _account },
            CancellationToken.None);
    }

    private static ArchiveSplitStatus Status(string output, params SplitSectionState[] sections) => new()
    {
        ArchivePath = "s3://archive/show",
        OutputPath = output,
        Sections = [.. sections.Select((state, position) => new SplitSectionStatus { Position = position, State = state })],
    };
}
