using System.Text.Json.Nodes;
using Onair.Api.ArchiveSplits;
using Onair.Api.MediaProviders;
using Onair.Operator.ArchiveSplits.Engines;
using Onair.Operator.ArchiveSplits.Engines.Pods;
using Onair.Operator.AwsAccounts;

namespace Onair.Tests.Unit.Operator.ArchiveSplits.Engines.Pods;

public sealed class SplitterJobTests
{
    [Theory]
    [InlineData("talk", "talk-01234-7-2")]
    [InlineData("day.one", "day-one-01234-7-2")]
    [InlineData("a-name-that-is-longer-than-forty-characters-in-all", "a-name-that-is-longer-than-forty-charact-01234-7-2")]
    public void An_attempt_has_a_name_that_fits_into_a_label(string split, string expected)
    {
        SplitterJob.NameOf(Split(split), 7, 2).ShouldBe(expected);
        SplitterJob.NameOf(Split(split), 499, 999).Length.ShouldBeLessThanOrEqualTo(63);
    }

    [Fact]
    public void The_pod_is_the_charts_with_the_plan_of_this_attempt()
    {
        var template = JsonNode.Parse("""{"spec":{"containers":[{"name":"splitter"}],"volumes":[{"name":"tmp","emptyDir":{}},{"name":"plan"}]}}""")!.AsObject();
        var split = Split("talk");
        split = split.With(new() { OutputPath = "s3://b/x/talk", Sections = [new() { Position = 0, Attempts = 3 }] });
        using var account = new ProviderAccount("p", new AwsSpec { Region = "eu-central-1" }, new Amazon.Runtime.AnonymousAWSCredentials());

        var job = SplitterJob.Of(new SectionWork(split, 0, account, "c", null), "upload", 1000, template, 60);

        job.Metadata.Name.ShouldBe("talk-01234-0-3");
        job.Metadata.OwnerReferences.ShouldNotBeNull().ShouldHaveSingleItem().Uid.ShouldBe(split.Uid);
        SplitterJob.BytesOf(job).ShouldBe(1000);
        job.Spec.BackoffLimit.ShouldBe(0);
        job.Spec.Template.Spec.Volumes[1].Secret.SecretName.ShouldBe("talk-01234-0-3");
        job.Spec.Template.Metadata.Labels[SplitterJob.SplitLabel].ShouldBe(split.Uid);
        template["spec"]!["volumes"]![1]!["secret"].ShouldBeNull("the template is everybody's");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(750_000_000)]
    [InlineData(40_000_000_000)]
    public void Parts_are_large_enough_for_S3_and_few_enough_for_a_Secret(long bytes)
    {
        var size = UploadSize.For(bytes);
        size.PartBytes.ShouldBeGreaterThanOrEqualTo(5 << 20);
        size.Parts.ShouldBeInRange(1, 4_002);
        ((long)size.PartBytes * size.Parts).ShouldBeGreaterThan(2 * bytes, "encoded anew, it may be larger than what it was");
    }

    private static ArchiveSplit Split(string name) =>
        new() { ApiVersion = "onair.dev/v1alpha1", Kind = "ArchiveSplit", Metadata = new() { Name = name, NamespaceProperty = "shows", Uid = "01234567-89ab-cdef-0123-456789abcdef" } };
}
