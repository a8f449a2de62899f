using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.CloudFront;

/// <summary>Invalidations. Nothing is cached, so an invalidation only takes time.</summary>
internal sealed class InvalidationOperations(CloudFrontAccount account)
{
    private const double Seconds = 60;

    public JsonObject Create(JsonObject input)
    {
        lock (account.Gate)
        {
            var distribution = account.Distribution(input.Required("DistributionId"));
            var batch = (JsonObject)input["InvalidationBatch"]!;
            if (batch.Number("Paths.Quantity") != batch.Items("Paths.Items").Count())
                throw new OperationException("InconsistentQuantities", "InvalidationBatch.Paths: Quantity is not the number of Items");
            var reference = batch.Text("CallerReference");
            var row = account.Invalidations.Rows.FirstOrDefault(i => i.DistributionId == distribution.Id && i.Batch.Text("CallerReference") == reference)
                ?? account.Invalidations.Put(new Invalidation
                {
                    Id = CloudFrontAccount.NewId(),
                    DistributionId = distribution.Id,
                    CreatedAt = account.Now,
                    Due = account.Now + account.Options.Delay(Seconds),
                    Batch = batch.Copy(),
                });
            if (!JsonNode.DeepEquals(row.Batch, batch)) throw new OperationException("InvalidArgument", "The caller reference was used with other paths");
            return new JsonObject
            {
                ["Invalidation"] = Document(row),
                ["Location"] = $"https://cloudfront.amazonaws.com/2020-05-31/distribution/{distribution.Id}/invalidation/{row.Id}",
            };
        }
    }

    public JsonObject Get(JsonObject input)
    {
        var distribution = account.Distribution(input.Required("DistributionId"));
        return account.Invalidations.TryGet(input.Required("Id"), out var row) && row.DistributionId == distribution.Id
            ? new JsonObject { ["Invalidation"] = Document(row) }
            : throw new OperationException("NoSuchInvalidation", "The specified invalidation does not exist.");
    }

    private JsonObject Document(Invalidation row) => new()
    {
        ["Id"] = row.Id,
        ["Status"] = account.Now >= row.Due ? "Completed" : "InProgress",
        ["CreateTime"] = CloudFrontAccount.Iso8601(row.CreatedAt),
        ["InvalidationBatch"] = row.Batch.Copy(),
    };
}
