using Onair.Emulator.Sts.Policies;

namespace Onair.Tests.Unit.Emulator.Sts.Policies;

/// <summary>The cases of "Policy evaluation logic" and of "Disabling permissions for temporary security credentials".</summary>
public sealed class PolicyEvaluatorTests
{
    private const string Role = "arn:aws:iam::123456789012:role/media";
    private const string Session = "arn:aws:sts::123456789012:assumed-role/media/encoder";

    private const string Folder = """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Action": ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"], "Resource": "arn:aws:s3:::b/hls/a/*"}}
        """;

    private const string Carlos = """
        {"Version": "2012-10-17", "Statement": [
         {"Sid": "AllowS3ListRead", "Effect": "Allow", "Action": ["s3:GetBucketLocation", "s3:ListAllMyBuckets"], "Resource": "arn:aws:s3:::*"},
         {"Sid": "AllowS3Self", "Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::carlossalazar/*", "arn:aws:s3:::carlossalazar"]},
         {"Sid": "DenyS3Logs", "Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::*log*"}]}
        """;

    [Theory]
    [InlineData("s3:PutObject", "arn:aws:s3:::b/hls/a/seg.ts", true)]
    [InlineData("s3:AbortMultipartUpload", "arn:aws:s3:::b/hls/a/seg.ts", true)]
    [InlineData("s3:PutObject", "arn:aws:s3:::b/hls/b/seg.ts", false)]
    [InlineData("s3:PutObject", "arn:aws:s3:::other/hls/a/seg.ts", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::b/hls/a/seg.ts", false)]
    [InlineData("s3:DeleteObject", "arn:aws:s3:::b/hls/a/seg.ts", false)]
    [InlineData("s3:ListBucket", "arn:aws:s3:::b", false)]
    [InlineData("medialive:CreateChannel", "*", false)]
    public void Limits_a_session_to_its_policy(string action, string resource, bool allowed) =>
        Decide(action, resource, Folder).ShouldBe(allowed ? null : $"because no session policy allows the {action} action");

    [Theory]
    [InlineData("s3:PutObject", "arn:aws:s3:::carlossalazar/file", null)]
    [InlineData("s3:ListAllMyBuckets", "arn:aws:s3:::*", null)]
    [InlineData("s3:PutObject", "arn:aws:s3:::carlossalazar-logs/file", "with an explicit deny in a session policy")]
    [InlineData("s3:PutObject", "arn:aws:s3:::carlossalazar/login", "with an explicit deny in a session policy")]
    [InlineData("s3:PutObject", "arn:aws:s3:::other/file", "because no session policy allows the s3:PutObject action")]
    public void Lets_an_explicit_deny_win(string action, string resource, string? why) => Decide(action, resource, Carlos).ShouldBe(why);

    [Theory]
    [InlineData("Allow", Session, "arn:aws:s3:::b/hls/b/x", true)]
    [InlineData("Allow", Role, "arn:aws:s3:::b/hls/b/x", false)]
    [InlineData("Allow", "123456789012", "arn:aws:s3:::b/hls/b/x", false)]
    [InlineData("Allow", "*", "arn:aws:s3:::b/hls/b/x", false)]
    [InlineData("Deny", Session, "arn:aws:s3:::b/hls/a/x", false)]
    [InlineData("Deny", Role, "arn:aws:s3:::b/hls/a/x", false)]
    [InlineData("Deny", "*", "arn:aws:s3:::b/hls/a/x", false)]
    [InlineData("Deny", "arn:aws:iam::123456789012:root", "arn:aws:s3:::b/hls/a/x", false)]
    [InlineData("Deny", "arn:aws:sts::123456789012:assumed-role/media/another", "arn:aws:s3:::b/hls/a/x", true)]
    public void Combines_a_session_policy_with_a_bucket_policy(string effect, string principal, string resource, bool allowed)
    {
        var bucket = $$$"""{"Statement": {"Effect": "{{{effect}}}", "Principal": {"AWS": "{{{principal}}}"}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/*"}}""";

        (Decide("s3:PutObject", resource, Folder, bucket) is null).ShouldBe(allowed);
    }

    [Fact]
    public void Lets_an_anonymous_caller_do_what_a_bucket_policy_allows_to_everybody()
    {
        var bucket = PolicyParser.Parse(
            """{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/hls/*"}}""", isResourceBased: true);
        PolicyRequest Ask(string action) => new(action, "arn:aws:s3:::b/hls/a/x", null, new Dictionary<string, string>());

        PolicyEvaluator.Deny(Ask("s3:GetObject"), null, bucket).ShouldBeNull();
        PolicyEvaluator.Deny(Ask("s3:PutObject"), null, bucket).ShouldNotBeNull();
        PolicyEvaluator.Deny(Ask("s3:GetObject"), null, null).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("2014-05-07T23:46:59Z", false)]
    [InlineData("2014-05-07T23:47:00Z", true)]
    [InlineData(null, true)]
    public void Revokes_sessions_that_were_issued_before_a_time(string? issued, bool allowed)
    {
        var bucket = """
            {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "arn:aws:s3:::b/*",
             "Condition": {"DateLessThan": {"aws:TokenIssueTime": "2014-05-07T23:47:00Z"}}}}
            """;

        (Decide("s3:PutObject", "arn:aws:s3:::b/hls/a/x", Folder, bucket, issued) is null).ShouldBe(allowed);
    }

    [Theory]
    [InlineData("{", "the policy is no JSON document")]
    [InlineData("[]", "the policy is no JSON object")]
    [InlineData("""{"Version": "2012-10-17"}""", "Statement is required")]
    [InlineData("""{"Version": "2020-01-01", "Statement": []}""", "Version must be 2012-10-17 or 2008-10-17")]
    [InlineData("""{"Statement": []}""", "Statement must have at least one item")]
    [InlineData("""{"Statement": {"Effect": "allow", "Action": "*", "Resource": "*"}}""", "Effect must be Allow or Deny")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Resource": "*"}}""", "a statement must have Action or NotAction")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "*"}}""", "a statement must have Resource or NotResource")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "PutObject", "Resource": "*"}}""", "Action \"PutObject\" must be of the form service:action")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "b/*"}}""", "Resource \"b/*\" must be in ARN format or \"*\"")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}}""", "Principal is not allowed in a session policy")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Colour": "red"}}""", "unknown element Colour of a statement")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::b/${aws:username}/*"}}""",
        "Resource \"arn:aws:s3:::b/${aws:username}/*\": policy variables are not emulated")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringIs": {"k": "v"}}}}""",
        "condition operator StringIs is not emulated")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"DateLessThan": {"k": "soon"}}}}""",
        "Condition DateLessThan of k cannot compare \"soon\"")]
    public void Refuses_a_bad_policy_by_element_and_rule(string policy, string message) =>
        Should.Throw<PolicyException>(() => PolicyParser.Parse(policy, isResourceBased: false)).Message.ShouldBe(message);

    private static string? Decide(string action, string resource, string session, string? bucket = null, string? issued = "2026-01-01T00:00:00Z")
    {
        var context = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (issued is not null) context["aws:TokenIssueTime"] = issued;
        return PolicyEvaluator.Deny(
            new PolicyRequest(action, resource, new PolicyIdentity("123456789012", Session, Role), context),
            PolicyParser.Parse(session, isResourceBased: false),
            bucket is null ? null : PolicyParser.Parse(bucket, isResourceBased: true));
    }
}
