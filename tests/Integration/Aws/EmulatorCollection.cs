namespace Onair.Tests.Integration.Aws;

/// <summary>One emulator for all tests of the clients: each keeps to resources of its own.</summary>
[CollectionDefinition(Name)]
public sealed class EmulatorCollection : ICollectionFixture<AwsEmulator>
{
    public const string Name = "AWS clients";
}
