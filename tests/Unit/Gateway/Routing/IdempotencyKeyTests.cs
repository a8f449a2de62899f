using Microsoft.AspNetCore.Http;
using Onair.Api.Common;
using Onair.Gateway.Access;
using Onair.Gateway.Problems;
using Onair.Gateway.Routing;

namespace Onair.Tests.Unit.Gateway.Routing;

public sealed class IdempotencyKeyTests
{
    private static readonly Caller Jane = new() { User = "jane", Namespace = "talks" };

    [Fact]
    public void A_request_without_the_header_has_no_key() => IdempotencyKey.Read(new HeaderDictionary(), Jane, "talks", "POST /streams", []).ShouldBeNull();

    [Fact]
    public void The_same_request_has_the_same_key_and_name_and_others_have_others()
    {
        var first = Read("1");

        Read("1").ShouldBe(first);
        Read("1").NameFor("stream").ShouldBe(first.NameFor("stream"));
        first.NameFor("stream").Length.ShouldBe("stream-".Length + 20);
        IdempotencyKey[] others = [Read("2"), Read("1", caller: Jane with { User = "joe" }), Read("1", ns: "other"), Read("1", operation: "POST /streams/1/start")];
        others.Select(k => k.Hash).Append(first.Hash).Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public void The_annotation_names_the_requests_that_had_their_effect()
    {
        var key = Read("1");
        Dictionary<string, string> annotations = new() { ["other"] = "x" };
        key.IsDone(null).ShouldBeFalse();
        key.IsDone(annotations).ShouldBeFalse();

        annotations[Annotations.IdempotencyKeys] = key.AddedTo(annotations);

        key.IsDone(annotations).ShouldBeTrue();
        Read("2").IsDone(annotations).ShouldBeFalse();
        Should.Throw<ProblemException>(() => Read("1", body: "{\"other\":1}").IsDone(annotations)).Status.ShouldBe(422);
    }

    [Fact]
    public void The_annotation_keeps_the_latest_keys()
    {
        Dictionary<string, string> annotations = [];
        for (var i = 0; i < 20; i++) annotations[Annotations.IdempotencyKeys] = Read($"{i}").AddedTo(annotations);

        Enumerable.Range(0, 20).Where(i => Read($"{i}").IsDone(annotations)).ShouldBe(Enumerable.Range(4, 16));
        annotations[Annotations.IdempotencyKeys].ShouldNotContain("jane");
    }

    [Theory]
    [InlineData("")]
    [InlineData("tab\there")]
    [InlineData("ümlaut")]
    public void A_key_that_is_none_is_refused(string key) => Should.Throw<ProblemException>(() => Read(key)).Errors![0].Field.ShouldBe("Idempotency-Key");

    [Fact]
    public void A_long_key_and_two_keys_are_refused()
    {
        Should.Throw<ProblemException>(() => Read(new string('a', 256)));
        Should.Throw<ProblemException>(() => IdempotencyKey.Read(new HeaderDictionary { ["Idempotency-Key"] = new(["a", "b"]) }, Jane, "talks", "POST /streams", []));
    }

    private static IdempotencyKey Read(string key, Caller? caller = null, string ns = "talks", string operation = "POST /streams", string body = "{}") =>
        IdempotencyKey.Read(new HeaderDictionary { ["Idempotency-Key"] = key }, caller ?? Jane, ns, operation, System.Text.Encoding.UTF8.GetBytes(body))!;
}
