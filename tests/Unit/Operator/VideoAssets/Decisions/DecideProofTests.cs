using Onair.Api.VideoAssets;
using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;
using Onair.Operator.VideoAssets.Decisions;
using static Onair.Tests.Unit.Operator.VideoAssets.Decisions.AssetViews;

namespace Onair.Tests.Unit.Operator.VideoAssets.Decisions;

public sealed class DecideProofTests
{
    /// <summary>What the status names, and whose it is → what is done, while the VideoAsset lives and while it is being deleted.</summary>
    public static TheoryData<object, string> Foreign => new()
    {
        { Uploading with { Upload = new(Answer(Onair.Api.MediaProviders.Video.UploadState.Waiting, url: "https://theirs").Answer, new(TokenOwner.Another)), UploadSecret = null }, "Upload up-1" },
        { Uploading with { Upload = new(Answer(Onair.Api.MediaProviders.Video.UploadState.AssetCreated, "theirs").Answer, new(TokenOwner.Another)) }, "Upload up-1" },
        { Playing with { LookIsDue = true, Asset = Another }, "Asset asset-1" },
        { Playing.Signed() with { Asset = Another, Proven = null }, "Asset asset-1" },
        { Preparing with { Asset = Another }, "Asset asset-1" },
        { Preparing with { Status = Preparing.Status with { State = VideoAssetState.Errored }, Retry = "1", Asset = Another }, "Asset asset-1" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void An_item_with_the_token_of_another_is_let_go_untouched(object asset, string item)
    {
        foreach (var deleting in new[] { false, true })
        {
            var step = DecideVideoAsset.Next((VideoAssetView)asset with { Deleting = deleting }).ShouldBeOfType<VideoAssetStep.LetGo>();
            $"{step.Item} {step.Id}".ShouldBe(item);
        }
    }

    [Fact]
    public void An_item_without_a_token_is_left_as_it_is_until_somebody_puts_the_token_back()
    {
        var asset = Playing with { Uid = "u-1", LookIsDue = true, Asset = Another with { Token = new(TokenOwner.Unknown) } };
        foreach (var deleting in new[] { false, true })
        {
            var stall = DecideVideoAsset.Next(asset with { Deleting = deleting }).ShouldBeOfType<Stall>();
            stall.Reason.ShouldBe("NotTagged");
            stall.Message.ShouldContain("Put the token back with the value u-1/1");
        }
    }

    [Theory]
    [InlineData("u-1/1", true, TokenOwner.Own)]
    [InlineData("u-1/12", true, TokenOwner.Own)]
    [InlineData("u-12/1", true, TokenOwner.Another)]
    [InlineData("u-1", true, TokenOwner.Another)]
    [InlineData("", true, TokenOwner.Another)]
    [InlineData(null, true, TokenOwner.Unknown)]
    [InlineData(null, false, TokenOwner.Own)]
    internal void A_token_tells_whose_something_is(string? token, bool isReturned, TokenOwner owner) =>
        CreationToken.Read(token, isReturned, "u-1").Owner.ShouldBe(owner);

    private static Seen<Onair.VideoActions.Answers.AssetAnswer> Another =>
        new(Answer(Onair.Api.MediaProviders.Video.AssetState.Ready).Answer, new(TokenOwner.Another));
}
