using System.Collections.Frozen;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator;
using Onair.Operator.LiveStreams.Accounts;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Tests.Unit.Operator.LiveStreams.Accounts;

/// <summary>When a round believes the list of all channels instead of asking for its own.</summary>
public sealed class AccountViewCacheTests
{
    [Theory]
    [InlineData("mine", true)]
    [InlineData("former", false)] // listed before this stream took it over
    [InlineData(null, false)]
    public void A_list_shows_a_channel_to_its_owner_alone(string? uid, bool isShown)
    {
        var time = new FakeTime();
        var views = new AccountViewCache(new OperatorOptions(), time);
        var listed = new ObservedResource("1", Lifecycle.Running) { IsSummary = true, Arn = "arn", Tags = new(uid is null ? null : new Dictionary<string, string> { [Tags.Uid] = uid }) };
        var stream = new LiveStream { Metadata = new() { Name = "keynote", Uid = "mine" }, Status = new() { Resources = new() { ChannelId = "1" } } };
        views.Of(stream.ProviderName).Take(new(time.GetUtcNow(), new Dictionary<string, ObservedResource> { ["1"] = listed }.ToFrozenDictionary()));

        views.ChannelAtRest(stream).ShouldBe(isShown ? listed : null);
    }
}
