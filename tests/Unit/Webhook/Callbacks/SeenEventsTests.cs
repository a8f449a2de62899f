using Onair.Webhook.Callbacks;

namespace Onair.Tests.Unit.Webhook.Callbacks;

public sealed class SeenEventsTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public void An_event_is_remembered_as_long_as_its_signature_can_be_fresh()
    {
        var seen = new SeenEvents(_time);
        seen.Add("mux", "e1");

        _time.Advance(TimeSpan.FromSeconds(600));
        (seen.Contains("mux", "e1"), seen.Contains("other", "e1"), seen.Contains("mux", "e2")).ShouldBe((true, false, false));
        _time.Advance(TimeSpan.FromSeconds(1));
        seen.Contains("mux", "e1").ShouldBeFalse();
    }

    [Fact]
    public void Of_too_many_the_oldest_is_forgotten()
    {
        var seen = new SeenEvents(_time, most: 2);
        foreach (var id in new[] { "e1", "e2", "e2", "e3" }) seen.Add("mux", id);

        new[] { "e1", "e2", "e3" }.Select(id => seen.Contains("mux", id)).ShouldBe([false, true, true]);
    }

    [Theory]
    [InlineData("0f0e-1", "0f0e-1")]
    [InlineData(null, "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("", "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void An_id_that_no_annotation_should_have_is_hashed(string? id, string value)
    {
        EventId.Of(id, []).ShouldBe(value);
        EventId.Of("two words", []).ShouldBe($"sha256:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("two words"u8))}");
        EventId.Of(new string('x', 256), []).ShouldBe(new string('x', 256));
        EventId.Of(new string('x', 257), []).Length.ShouldBe(71);
    }
}
