#include "core/inference/network_contract.h"

namespace pixelscape {

NetworkContract contractForTile(NetworkContract contract, Size tile, int batch)
{
    contract.tileSeconds *= double(tile.area()) / double(contract.tile.area());
    contract.reading.map = mapForTile(contract.reading, tile);
    contract.tile = tile;
    contract.batch = batch;
    return contract;
}

Json toJson(const NetworkContract &contract)
{
    const OutputMap &map = contract.reading.map;
    return {{"tile", {contract.tile.width, contract.tile.height}},
            {"channelsLast", contract.inputLayout == TensorLayout::ChannelsLast},
            {"batch", contract.batch},
            {"output",
             {map.outputIndex, map.channels, map.size.width, map.size.height, map.channelStride, map.pixelStride}},
            {"margin", contract.reading.margin},
            {"scale", contract.reading.scale},
            {"stride", contract.stride},
            {"probabilities", contract.scores.probabilities},
            {"integral", contract.scores.integral},
            {"tileSeconds", contract.tileSeconds},
            {"workerBytes", contract.workerBytes}};
}

NetworkContract contractFromJson(const Json &json)
{
    NetworkContract contract;
    contract.tile = {json.at("tile").at(0), json.at("tile").at(1)};
    contract.inputLayout =
        json.at("channelsLast").get<bool>() ? TensorLayout::ChannelsLast : TensorLayout::ChannelsFirst;
    contract.batch = json.at("batch");
    const Json &map = json.at("output");
    contract.reading.map = {map.at(0), map.at(1), {map.at(2), map.at(3)}, map.at(4), map.at(5)};
    contract.reading.margin = json.at("margin");
    contract.reading.scale = json.at("scale");
    contract.stride = json.at("stride");
    contract.scores = {contract.reading.map.channels, json.at("probabilities"), json.at("integral")};
    contract.tileSeconds = json.at("tileSeconds");
    contract.workerBytes = json.at("workerBytes");
    return contract;
}

} // namespace pixelscape
