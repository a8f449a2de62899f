using Onair.Api.LiveStreams;
using Onair.Gateway.Problems;
using Onair.Gateway.Streams.Edits;

namespace Onair.Tests.Unit.Gateway.Streams.Edits;

public sealed class ArchivePathsTests
{
    [Theory]
    [InlineData(null, "s3://{bucket}/{yyyy}/{MM}/{dd}/{uid}-{unix}")]
    [InlineData("s3://{bucket}/{year}/{month}/{day}/{stream_id}-{timestamp}", "s3://{bucket}/{yyyy}/{MM}/{dd}/{uid}-{unix}")]
    [InlineData("s3://recordings/talks", "s3://recordings/talks/{uid}-{unix}")]
    [InlineData("s3://recordings/talks/", "s3://recordings/talks/{uid}-{unix}")]
    [InlineData("s3://recordings/{timestamp}", "s3://recordings/{unix}/{uid}-{unix}")]
    [InlineData("s3://recordings/{stream_id}/{timestamp}", "s3://recordings/{uid}/{unix}")]
    public void A_path_becomes_a_template_that_keeps_sessions_and_streams_apart(string? path, string template)
    {
        ArchivePaths.Of(path).ShouldBe(template);
        LiveStreamRules.Check(new(new LiveStreamSpec { ProviderRef = new() { Name = "aws" }, Archive = new() { Path = template } })).ShouldBeEmpty();
    }

    [Fact]
    public void The_default_is_that_of_the_resource() => ArchivePaths.Default.ShouldBe(new ArchiveSpec().Path);

    [Theory]
    [InlineData("")]
    [InlineData("talks")]
    [InlineData("https://example.com/talks")]
    [InlineData("s3://with.dots/talks")]
    [InlineData("s3://recordings/../talks")]
    [InlineData("s3://recordings/a%2fb")]
    [InlineData("s3://recordings/a\0b")]
    [InlineData("s3://recordings/größe")]
    [InlineData("s3://recordings/{hour}")]
    [InlineData("s3://recordings/{year")]
    [InlineData("s3://recordings/year}")]
    public void A_wrong_path_is_refused_by_name(string path)
    {
        var problem = Should.Throw<ProblemException>(() => ArchivePaths.Of(path));

        problem.Status.ShouldBe(400);
        problem.Errors.ShouldHaveSingleItem().Field.ShouldBe("path");
    }
}
