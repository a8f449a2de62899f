using System.Text;
using Amazon.Runtime;
using Onair.Api.ArchiveSplits;
using Onair.Operator.ArchiveSplits;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.ArchiveSplits.Engines;
using Onair.Operator.ArchiveSplits.Engines.Pods;
using Onair.Operator.AwsAccounts;
using Onair.Tests.Unit.Aws.Loopback;
using Onair.Tests.Unit.Operator.ArchiveSplits.Decisions;

namespace Onair.Tests.Unit.Operator.ArchiveSplits;

/// <summary>An output bucket that does not exist, as S3 answers requests for it.</summary>
public sealed class MissingBucketTests : IAsyncLifetime, IDisposable
{
    private const string NoSuchBucket = "<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message><BucketName>onair-outptu</BucketName></Error>";

    private LoopbackService _server = null!;
    private ProviderAccount _account = null!;

    public async Task InitializeAsync()
    {
        // The answer to HEAD has no body.
        _server = await LoopbackService.StartAsync(r => new Reply(404, r.Method == "HEAD" ? [] : Encoding.UTF8.GetBytes(NoSuchBucket)));
        _account = new("p", new() { Region = "eu-central-1", EndpointUrl = _server.Url }, new BasicAWSCredentials("onair", "secret"));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _account.Dispose();

    [Theory]
    [InlineData("onair-outptu", "spec.output.bucket: Not found: \"onair-outptu\"")]
    [InlineData(null, "spec.aws.outputBucket of the MediaProvider: Not found: \"onair-outptu\"")]
    public async Task Names_the_field_and_the_bucket_instead_of_claiming_an_output(string? declared, string reason) =>
        (await SectionOutputStore.ClaimAsync(Work(declared), Recorded.SegmentRanges, CancellationToken.None)).ShouldNotBeNull().ShouldStartWith(reason);

    [Fact]
    public async Task Has_no_uploads_to_abort_and_no_outputs_to_delete()
    {
        await SectionUpload.AbortAllAsync(Work("onair-outptu"), CancellationToken.None);
        await SectionOutputStore.RemoveAsync(Work("onair-outptu"), CancellationToken.None);

        _server.Requests.Select(r => r.Method).ShouldBe(["GET", "HEAD"]);
    }

    private static Coverage.Ready Recorded => (Coverage.Ready)DecideArchiveSplit.CoverageOf(SplitViews.Accepted with { Archive = SplitViews.Minute }, 0)!;

    private SectionWork Work(string? declared)
    {
        var split = new ArchiveSplit
        {
            Metadata = new() { Name = "cut", NamespaceProperty = "demo", Uid = "uid" },
            Spec = new() { NameModifier = "cut", Output = new() { Bucket = declared } },
        }.With(new() { ArchivePath = "s3://archive/show", OutputPath = "s3://onair-outptu/show/cut", Sections = [new() { Attempts = 1 }] });
        return new(split, 0, _account, "test", OwnedArchive.Of(split, [split.Uid]));
    }
}
