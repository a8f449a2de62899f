using System.Text.Json.Nodes;
using Onair.Operator;
using Onair.Operator.HlsBroadcasts.Credentials;
using Onair.Operator.HlsBroadcasts.Sessions;

namespace Onair.Tests.Unit.Operator.HlsBroadcasts.Credentials;

public sealed class DenialPolicyTests
{
    private const string Bucket = "arn:aws:s3:::broadcasts";
    private const string Theirs = """{"Version":"2012-10-17","Id":"x","Statement":{"Sid":"Theirs","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::broadcasts/*"}}""";

    private static readonly DateTimeOffset Now = new(2027, 5, 4, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Denies_a_session_by_name_and_says_until_when()
    {
        var policy = JsonNode.Parse(DenialPolicy.With(null, Bucket, Session(1), Now.AddMinutes(40), Now))!;

        JsonNode.DeepEquals(policy, JsonNode.Parse($$"""
            {"Version": "2012-10-17", "Statement": [{
              "Sid": "OnairRevokedUntil20270504T100000Z", "Effect": "Deny", "Principal": {"AWS": ["{{Session(1)}}"]},
              "Action": "s3:*", "Resource": "arn:aws:s3:::broadcasts/*"}]}
            """)).ShouldBeTrue(policy.ToJsonString());
    }

    [Fact]
    public void Keeps_the_statements_of_others_and_their_order()
    {
        var policy = DenialPolicy.With(Theirs, Bucket, Session(1), Now.AddMinutes(40), Now);

        Sids(policy).ShouldBe(["Theirs", "OnairRevokedUntil20270504T100000Z"]);
        policy.ShouldContain("\"Id\":\"x\"");
        Sids(DenialPolicy.Without(policy, Session(1), Now)!).ShouldBe(["Theirs"]);
    }

    [Fact]
    public void Has_one_statement_for_each_hour()
    {
        var policy = DenialPolicy.With(null, Bucket, Session(1), Now.AddMinutes(40), Now);
        policy = DenialPolicy.With(policy, Bucket, Session(2), Now.AddMinutes(41), Now);
        policy = DenialPolicy.With(policy, Bucket, Session(3), Now.AddHours(1), Now);

        Sids(policy).ShouldBe(["OnairRevokedUntil20270504T100000Z", "OnairRevokedUntil20270504T110000Z"]);
        for (var i = 1; i <= 3; i++) DenialPolicy.Denies(policy, Session(i)).ShouldBeTrue();
        DenialPolicy.Denies(policy, Session(4)).ShouldBeFalse();
    }

    [Fact]
    public void Drops_denials_that_have_passed()
    {
        var policy = DenialPolicy.With(null, Bucket, Session(1), Now, Now);

        policy = DenialPolicy.With(policy, Bucket, Session(2), Now.AddHours(3), Now.AddHours(2));

        DenialPolicy.Denies(policy, Session(1)).ShouldBeFalse();
        DenialPolicy.Denies(policy, Session(2)).ShouldBeTrue();
        Sids(policy).Count().ShouldBe(1);
    }

    [Fact]
    public void Leaves_no_policy_behind() => DenialPolicy.Without(DenialPolicy.With(null, Bucket, Session(1), Now, Now), Session(1), Now).ShouldBeNull();

    [Fact]
    public void Reads_a_list_of_one_as_S3_writes_it() => DenialPolicy.Denies(
        $$"""{"Statement":[{"Sid":"OnairRevokedUntil20270504T100000Z","Effect":"Deny","Principal":{"AWS":"{{Session(1)}}"},"Action":"s3:*","Resource":"arn:aws:s3:::broadcasts/*"}]}""",
        Session(1)).ShouldBeTrue();

    [Fact]
    public void Fits_the_revocations_of_an_hour_into_20_KB()
    {
        string? policy = null;
        for (var i = 0; i < 150; i++) policy = DenialPolicy.With(policy, Bucket, Session(i), Now.AddMinutes(40), Now);

        policy!.Length.ShouldBeLessThan(20 * 1024);
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/HlsUpload", "arn:aws:sts::123456789012:assumed-role/HlsUpload/s")]
    [InlineData("arn:aws:iam::123456789012:role/media/live/HlsUpload", "arn:aws:sts::123456789012:assumed-role/HlsUpload/s")]
    [InlineData("arn:aws-cn:iam::123456789012:role/HlsUpload", "arn:aws-cn:sts::123456789012:assumed-role/HlsUpload/s")]
    public void Names_a_session_as_a_principal(string role, string principal) => RoleSession.Arn(role, "s").ShouldBe(principal);

    [Fact]
    public void Names_each_run_within_the_64_characters_of_STS() =>
        RoleSession.Name(SimulatedBroadcast.Uid, 1_000_000).ShouldSatisfyAllConditions(
            name => name.Length.ShouldBeLessThanOrEqualTo(64), name => name.ShouldMatch(@"^[\w+=,.@-]{2,64}$"));

    [Fact]
    public void Lets_an_encoder_upload_to_its_folder_alone() => UploadPolicy.For("arn:aws-cn:iam::1:role/r", new S3Location("b", "hls/x")).ShouldBe(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:PutObject","s3:AbortMultipartUpload","s3:ListMultipartUploadParts"],"Resource":"arn:aws-cn:s3:::b/hls/x/*"}]}""");

    private static string Session(int number) => RoleSession.Arn(SimulatedBroadcast.RoleArn, RoleSession.Name(SimulatedBroadcast.Uid, number));

    private static IEnumerable<string?> Sids(string policy) => JsonNode.Parse(policy)!["Statement"]!.AsArray().Select(s => (string?)s!["Sid"]);
}
