using Onair.Emulator.Sts.Policies;

namespace Onair.Tests.Unit.Emulator.Sts.Policies;

/// <summary>The examples of "IAM JSON policy elements: Action" and "…: Resource", and what they must not cover.</summary>
public sealed class WildcardTests
{
    [Theory]
    [InlineData("s3:GetObject", "s3:GetObject", true)]
    [InlineData("s3:getobject", "s3:GetObject", true)]
    [InlineData("s3:*", "s3:PutObject", true)]
    [InlineData("iam:*AccessKey*", "iam:ListAccessKeys", true)]
    [InlineData("iam:*AccessKey*", "iam:ListUsers", false)]
    [InlineData("s3:Get*", "s3:PutObject", false)]
    [InlineData("s3:GetObject", "s3:GetObjectAcl", false)]
    [InlineData("s3:GetObject?cl", "s3:GetObjectAcl", true)]
    [InlineData("*", "sts:AssumeRole", true)]
    [InlineData("s3:*Object*Tagging", "s3:PutObjectTagging", true)]
    [InlineData("s3:*Object*Tagging", "s3:PutObjectTaggings", false)]
    public void Matches_actions_without_case(string pattern, string action, bool expected) =>
        Wildcard.Matches(pattern, action, ignoreCase: true).ShouldBe(expected);

    [Theory]
    [InlineData("arn:aws:s3:::my_corporate_bucket/*", "arn:aws:s3:::my_corporate_bucket/a/b.ts", true)]
    [InlineData("arn:aws:s3:::my_corporate_bucket/*", "arn:aws:s3:::my_corporate_bucket", false)]
    [InlineData("arn:aws:s3:::my_corporate_bucket/*", "arn:aws:s3:::my_corporate_bucket2/a", false)]
    [InlineData("arn:aws:s3:::b/hls/a/*", "arn:aws:s3:::b/hls/a/index.m3u8", true)]
    [InlineData("arn:aws:s3:::b/hls/a/*", "arn:aws:s3:::b/hls/ab/index.m3u8", false)]
    [InlineData("arn:aws:s3:::b/hls/a/*", "arn:aws:s3:::b/hls/A/index.m3u8", false)]
    [InlineData("arn:aws:s3:::b/hls/a/*", "arn:aws:s3:::b/hls/a", false)]
    [InlineData("arn:aws:s3:::*log*", "arn:aws:s3:::carlossalazar-logs/x", true)]
    [InlineData("arn:aws:s3:::b/seg-?.ts", "arn:aws:s3:::b/seg-1.ts", true)]
    [InlineData("arn:aws:s3:::b/seg-?.ts", "arn:aws:s3:::b/seg-12.ts", false)]
    [InlineData("arn:aws:s3:::b/with:colon", "arn:aws:s3:::b/with:colon", true)]
    [InlineData("arn:aws:iam::123456789012:user/accounting/*", "arn:aws:iam::123456789012:user/accounting/bob", true)]
    [InlineData("arn:aws:iam::*:user/bob", "arn:aws:iam::123456789012:user/bob", true)]
    [InlineData("arn:*", "arn:aws:s3:::b/key", false)]
    [InlineData("*", "arn:aws:s3:::b/key", true)]
    public void Matches_ARNs_part_by_part(string pattern, string arn, bool expected) => Wildcard.MatchesArn(pattern, arn).ShouldBe(expected);

    [Fact]
    public void Takes_no_more_than_quadratic_time_for_many_stars() =>
        Wildcard.Matches(string.Concat(Enumerable.Repeat("*a", 500)) + "b", new string('a', 5_000)).ShouldBeFalse();
}
