using System.Security.Cryptography;
using Onair.Signaling.Ice;

namespace Onair.Tests.Unit.Signaling.Ice;

public sealed class TurnCredentialsTests
{
    // turnutils_uclient -W and the example of the TURN REST API draft compute the same.
    [Fact]
    public void Creates_credentials_that_coturn_accepts() =>
        TurnCredentials.Create("north"u8, "alice", DateTimeOffset.FromUnixTimeSeconds(1433895918)).ShouldBe(("1433895918:alice", Expected()));

    private static string Expected()
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, "north"u8);
        hmac.AppendData("1433895918:alice"u8);
        return Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
