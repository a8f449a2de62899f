namespace Onair.Tests.Unit.Operator.ExternalResources;

public sealed class TouchingCallsTests
{
    // What needs no proof, and why.
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["Archives/IndexStore.cs: WriteAsync calls AmazonS3Client.PutObjectAsync"] = "an index beside a segment of a proven recording",
        ["AwsAccounts/Events/EventQueueReader.cs: ReadAsync calls AmazonSQSClient.DeleteMessageBatchAsync"] = "messages of the queue that the provider names",
        ["AwsAccounts/UrlSigner.cs: SignAsync calls AmazonS3Client.GetPreSignedURLAsync"] = "signs what its callers have proven: OwnedSection, OutputProofs, OwnedArchive",
        ["ExternalResources/Ownership.cs: ClaimAsync calls AmazonIVSClient.TagResourceAsync"] = "takes over what Adoption admits",
        ["ExternalResources/Ownership.cs: ClaimAsync calls AmazonMediaLiveClient.CreateTagsAsync"] = "takes over what Adoption admits",
        ["ExternalResources/Ownership.cs: ClaimAsync calls AmazonMediaPackageClient.TagResourceAsync"] = "takes over what Adoption admits",
        ["HlsBroadcasts/Credentials/BucketDenials.cs: WriteAsync calls AmazonS3Client.DeleteBucketPolicyAsync"] = "denies sessions whose names contain the own uid",
        ["HlsBroadcasts/Credentials/BucketDenials.cs: WriteAsync calls AmazonS3Client.PutBucketPolicyAsync"] = "denies sessions whose names contain the own uid",
        ["HlsBroadcasts/Folders/BroadcastFolder.cs: DeletePageAsync calls AmazonS3Client.DeleteObjectsAsync"] = "the folder contains the own uid",
        ["HlsBroadcasts/Folders/BroadcastFolder.cs: EndAsync calls AmazonS3Client.PutObjectAsync"] = "the folder contains the own uid",
        ["IvsChannels/AwsResources/StreamKeyResource.cs: FindAsync calls AmazonIVSClient.BatchGetStreamKeyAsync"] = "reads tags; the keys stay in the answer",
        ["LiveStreams/AwsResources/BehaviourResource.cs: ChangeAsync calls AmazonCloudFrontClient.UpdateDistributionAsync"] = "changes the behavior of the URL of the own endpoint",
        ["LiveStreams/AwsResources/ParameterTags.cs: AddAsync calls AmazonSimpleSystemsManagementClient.AddTagsToResourceAsync"] = "the parameter's path contains the own uid",
        ["LiveStreams/AwsResources/ParameterTags.cs: RemoveAsync calls AmazonSimpleSystemsManagementClient.RemoveTagsFromResourceAsync"] = "the parameter's path contains the own uid",
        ["LiveStreams/AwsResources/SourceCredentialsResource.cs: DeleteParameterAsync calls AmazonSimpleSystemsManagementClient.DeleteParameterAsync"] = "the parameter's path contains the own uid",
        ["LiveStreams/AwsResources/SourceCredentialsResource.cs: FindAsync calls AmazonSimpleSystemsManagementClient.GetParameterAsync"] = "decrypts only under the own path, or after the tags have proven it",
        ["LiveStreams/AwsResources/SourceCredentialsResource.cs: WriteAsync calls AmazonSimpleSystemsManagementClient.PutParameterAsync"] = "the parameter's path contains the own uid",
        ["VideoAssets/AssetCreation.cs: FindAsync calls VideoService action"] = "lists",
        ["VideoAssets/VideoAssetActor.cs: SeeAsync calls VideoService action"] = "is the look that proves",
        ["VideoServices/VideoService.cs: SendAsync calls VideoService action"] = "the same without a value",
    };

    [Fact]
    public void Whatever_touches_a_resource_is_given_the_proof_whose_it_is() =>
        TouchingCalls.WithoutProof(TouchingCalls.OfOperator()).ShouldBe(Others.Keys, ignoreOrder: true);

    [Theory]
    [InlineData("string id", "id", "A.cs: StopAsync calls AmazonMediaLiveClient.StopChannelAsync")]
    [InlineData("OwnedChannel channel", "channel.Id", null)]
    [InlineData("Stop step", "step.Channel.Id", null)]
    public void A_call_by_an_id_alone_is_found(string parameter, string id, string? found) => TouchingCalls.WithoutProof(
    [
        ("A.cs", $$"""
            record OwnedChannel(string Id);
            record Stop(OwnedChannel Channel);
            class Actor(Amazon.MediaLive.AmazonMediaLiveClient client)
            {
                Task StopAsync({{parameter}}) => client.StopChannelAsync(new() { ChannelId = {{id}} });
            }
            """),
    ]).ShouldBe(found is null ? [] : [found]);
}
