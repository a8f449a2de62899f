using Onair.Api.LiveStreams;
using Onair.Gateway.Problems;
using Onair.Gateway.Streams.Edits;

namespace Onair.Tests.Unit.Gateway.Streams.Edits;

public sealed class ArchivePathsTests
{
    [Theory]
    [InlineData(null, "s3://{bucket}/{yyyy}/{MM}/{dd}/{uid}-{unix}")]
    [InlineData("s3://{bucket}/{year}/{month}/{day}/{stream_id}-{timestamp}", "s3://{bucket}/{yyyy}/{MM}/{dd}/{uid}-{unix}")]
    [InlineData("s3://recordings/{stream_id}/{timestamp}", "s3://recordings/{uid}/{unix}")]
    [InlineData("talks/{stream_id}/{timestamp}", "s3://{bucket}/talks/{uid}/{unix}")]
    public void A_path_that_names_stream_and_session_is_the_template_of_all_sessions(string? path, string template) => Declares(path, template, null);

    [Theory]
    [InlineData("optional_path", "s3://{bucket}/optional_path")]
    [InlineData("workshops/2026/day1", "s3://{bucket}/workshops/2026/day1")]
    [InlineData("/workshops/2026/day1/", "s3://{bucket}/workshops/2026/day1")]
    [InlineData("s3://recordings/talks", "s3://recordings/talks")]
    [InlineData("s3://recordings/talks/", "s3://recordings/talks")]
    [InlineData("s3://recordings/{timestamp}", "s3://recordings/{unix}")]
    [InlineData("talks/{year}/{stream_id}", "s3://{bucket}/talks/{yyyy}/{uid}")]
    public void Any_other_path_is_the_folder_of_one_session(string path, string folder) => Declares(path, ArchivePaths.Default, folder);

    private static void Declares(string? path, string template, string? folder)
    {
        ArchivePaths.Of(path).ShouldBe(new(template, folder));
        LiveStreamRules.Check(new(new LiveStreamSpec { ProviderRef = new() { Name = "aws" }, Archive = new() { Path = template, Folder = folder } })).ShouldBeEmpty();
    }

    [Fact]
    public void The_default_is_that_of_the_resource() => ArchivePaths.Default.ShouldBe(new ArchiveSpec().Path);

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("talks//day1")]
    [InlineData("talks/../day1")]
    [InlineData("../talks")]
    [InlineData("talks day1")]
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
